import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe } from 'node:test';
import {
  Portal,
  confirmButton,
  inOrder,
  lane,
  openDialog,
  picture,
  tabOf,
  until,
} from './portal.mjs';

const ENDS_MS = 150_000;
const LIMIT = 0.6;

function healthCard(page) {
  return page.getByRole('region', { name: /^Health of prod · acme/ });
}

/** Percent of failed requests by the row's time, newest first, as the table says. */
async function errorsInTable(page) {
  const table = healthCard(page).getByRole('table', {
    name: /^Values of the charts/,
  });
  const rows = await table.getByRole('row').allInnerTexts();
  return rows.slice(1).flatMap(row => {
    const [time, , failed] = row.split('\t');
    const percent = Number.parseFloat(failed);
    return Number.isNaN(percent) ? [] : [{ time, percent }];
  });
}

function mean(rows) {
  return rows.reduce((sum, { percent }) => sum + percent, 0) / rows.length;
}

/** Processes of a Prometheus that keeps its data below a folder. */
function prometheusOf(directory) {
  return execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(`--storage.tsdb.path=${directory}`))
    .map(line => Number.parseInt(line, 10));
}

async function rollBack(page) {
  const dialog = await openDialog(page, 'prod · acme');
  await confirmButton(dialog, '2.3.1').click();
  await page.waitForURL(/\/delivery\/operations\/[^/]+$/);
}

describe('health says whether the deploy did it', () => {
  const step = inOrder();
  let portal;
  let page;

  before(async () => {
    portal = await Portal.start();
    page = await portal.open(tabOf('payments'));
  });

  after(() => portal?.stop());

  step('sees errors rise when the bad version went live', async () => {
    const banner = page.getByRole('region', {
      name: /^2\.4\.0 is failing in prod · acme since \d\d:\d\d/,
    });
    await banner.getByText(/^\d+ of [\d,]+ since/).waitFor();
    const card = healthCard(page);
    await card
      .getByText(/not chance/)
      .first()
      .waitFor();
    await picture(page, 'health', { clip: await card.boundingBox() });
    await card.getByRole('button', { name: 'Table' }).click();
    const since = /since (\d\d:\d\d)/.exec(
      await banner
        .getAttribute('aria-label')
        .then(async label => label ?? (await banner.innerText())),
    )[1];
    const rows = await until(async () => {
      const found = await errorsInTable(page);
      assert.ok(found.length > 60);
      return found;
    }, 'two hours of figures');
    const at = rows.findIndex(({ time }) => time.startsWith(since));
    assert.ok(at > 3, `2.4.0 went live at ${since}, not at the end`);
    // A minute on either side: old and new pods answered together.
    assert.ok(mean(rows.slice(0, at - 1)) > 3, 'fails since');
    assert.ok(mean(rows.slice(at + 1)) < LIMIT, 'did not before');
  });

  step('rolls back, and ends as recovered with the seconds', async () => {
    await rollBack(page);
    await page
      .getByRole('heading', { name: /^Recovered in (\d+\sm\s)?\d+\ss/ })
      .waitFor({ timeout: ENDS_MS });
    await page
      .getByText(/Failed requests are back from [345]\.\d\s% to 0\.\d\d?\s%/)
      .first()
      .waitFor();
    await page
      .getByText(/^Verifying/)
      .first()
      .waitFor();
    await picture(page, 'operation-recovered');
  });

  step('sees errors fall when the version from before runs', async () => {
    await page.getByRole('button', { name: 'Back to payments' }).click();
    const row = lane(page, 'prod · acme');
    await row.getByText('Healthy', { exact: true }).waitFor();
    await healthCard(page).getByRole('button', { name: 'Table' }).click();
    await until(
      async () => {
        const rows = await errorsInTable(page);
        assert.ok(rows[0].percent < LIMIT, `${rows[0].percent} % fail`);
        assert.ok(rows.some(({ percent }) => percent > 3));
      },
      'the newest figures are below the limit',
      ENDS_MS,
    );
    assert.equal(
      await page.getByRole('region', { name: /is failing in prod/ }).count(),
      0,
    );
  });

  step('says not verified when Prometheus dies in the middle', async () => {
    const others = await portal.open(tabOf('ledger'));
    const dialog = await openDialog(others, 'prod · acme');
    await others.keyboard.type('Amounts are booked twice');
    await confirmButton(dialog, '4.2.0').click();
    await others.waitForURL(/\/delivery\/operations\/[^/]+$/);
    const verifying = others
      .getByRole('region', { name: 'Steps' })
      .getByRole('listitem')
      .filter({ hasText: /^Verifying/ });
    await until(
      async () =>
        assert.match(await verifying.innerText(), /running|under way|Counts/),
      'it measures',
      60_000,
    );
    const pids = prometheusOf(portal.directory);
    assert.equal(pids.length, 1);
    process.kill(pids[0], 'SIGKILL');
    await others
      .getByRole('heading', { name: /^Not verified/ })
      .waitFor({ timeout: ENDS_MS });
    await others
      .getByText(/Prometheus cannot be reached/)
      .first()
      .waitFor();
    await picture(others, 'operation-not-verified');
    await others.goto(`${portal.url}${tabOf('ledger')}`);
    // What was measured is not current any more, and nothing is called healthy by it.
    await lane(others, 'prod · acme')
      .getByText('Not known', { exact: true })
      .waitFor();
  });
});
