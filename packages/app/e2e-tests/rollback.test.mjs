import assert from 'node:assert/strict';
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
import {
  changesOf,
  commitsSince,
  headOf,
  linesOf,
  pushChange,
  trailersOf,
} from './repository.mjs';

const REASON = 'Refunds fail with HTTP 503';
const FILE = 'prod/acme/payments/values.yaml';
const ROLLOUT_MS = 120_000;

function ended(page) {
  return page
    .getByRole('heading', { name: /^Recovered in/ })
    .waitFor({ timeout: ROLLOUT_MS });
}

function operationId(page) {
  return new URL(page.url()).pathname.split('/').at(-1);
}

describe('a bad release is rolled back', () => {
  const step = inOrder();
  let portal;
  let page;
  let head;
  let rollback;

  before(async () => {
    portal = await Portal.start();
    page = await portal.open(tabOf('payments'));
    head = headOf(portal.repository);
  });

  after(() => portal?.stop());

  step(
    'shows at the top what is wrong, since when, and what to press',
    async () => {
      const banner = page.getByRole('region', {
        name: /^2\.4\.0 is failing in prod · acme since/,
      });
      await banner
        .getByRole('button', { name: 'Roll back to 2.3.1' })
        .waitFor();
      await banner.getByText(/2\.3\.1 ran clean for 9 days/).waitFor();
      await banner.getByText(/\d ok/).waitFor();
      const row = lane(page, 'prod · acme');
      await row.getByText('2.4.0', { exact: true }).waitFor();
      await row.getByText('Burning').waitFor();
      await page.getByText('Sandbox: simulated cluster').first().waitFor();
      await picture(page, 'deployments', {
        clip: { x: 0, y: 0, width: 1280, height: 900 },
      });
    },
  );

  step('says what would change before anything is changed', async () => {
    const dialog = await openDialog(page, 'prod · acme');
    await confirmButton(dialog, '2.3.1').waitFor();
    await dialog.getByText('tag: "2.4.0" # set by CI').waitFor();
    await dialog.getByText('tag: "2.3.1" # set by CI').waitFor();
    const banned = dialog.getByRole('radio', { name: /^2\.3\.0/ });
    assert.equal(await banned.isDisabled(), true);
    await picture(page, 'rollback-dialog', {
      clip: await dialog.boundingBox(),
    });
    assert.equal(headOf(portal.repository), head);
  });

  step(
    'begins by the second click, with the reason that was typed',
    async () => {
      const dialog = page.getByRole('dialog');
      // What the evidence filled in is selected: typing replaces it.
      await page.keyboard.type(REASON);
      assert.equal(
        await dialog.getByRole('textbox', { name: /^Reason/ }).inputValue(),
        REASON,
      );
      await confirmButton(dialog, '2.3.1').click();
      await page.waitForURL(/\/delivery\/operations\/[^/]+$/);
      await page
        .getByRole('heading', {
          name: 'payments in prod · acme: 2.4.0 → 2.3.1',
        })
        .waitFor();
      rollback = operationId(page);
    },
  );

  step('is followed step by step until requests have recovered', async () => {
    await ended(page);
    const steps = page
      .getByRole('region', { name: 'Steps' })
      .getByRole('listitem');
    const texts = await steps.allInnerTexts();
    const names = ['Asked', 'Committed', 'Argo CD saw it', 'Syncing'];
    for (const [at, name] of [
      ...names,
      ...['Replicas', 'Healthy', 'Verifying'],
    ].entries()) {
      assert.match(texts[at], new RegExp(`^${name}\\s*, (done|skipped)`));
    }
    await page.getByText(REASON).first().waitFor();
    await picture(page, 'operation', {
      clip: { x: 0, y: 0, width: 1280, height: 900 },
    });
  });

  step(
    'makes one commit that changes one line and says who, why, from and to',
    () => {
      const commits = commitsSince(portal.repository, head);
      assert.equal(commits.length, 1);
      const [sha] = commits;
      assert.deepEqual(changesOf(portal.repository, sha), [
        { file: FILE, added: 1, removed: 1 },
      ]);
      assert.deepEqual(linesOf(portal.repository, sha), {
        before: ['  tag: "2.4.0" # set by CI'],
        after: ['  tag: "2.3.1" # set by CI'],
      });
      const trailers = trailersOf(portal.repository, sha);
      assert.equal(trailers['Rollback-From'], '2.4.0');
      assert.equal(trailers['Rollback-To'], '2.3.1');
      assert.equal(trailers.Reason, REASON);
      assert.equal(trailers['Requested-By'], 'user:default/oncall-1');
      assert.equal(trailers['Portal-Operation-Id'], rollback);
    },
  );

  step('stands in the timeline as a rollback, with its reason', async () => {
    await page.getByRole('button', { name: 'Back to payments' }).click();
    const newest = page
      .getByRole('region', { name: 'Version history' })
      .getByRole('row')
      .nth(1);
    await newest.getByText('rollback', { exact: true }).waitFor();
    await newest.getByText(`“${REASON}”`).waitFor();
    assert.match(await newest.innerText(), /^2\.3\.1/);
    await lane(page, 'prod · acme')
      .getByText('Healthy', { exact: true })
      .waitFor();
  });

  step('is undone by one commit that names it', async () => {
    const between = headOf(portal.repository);
    await lane(page, 'prod · acme')
      .getByRole('button', { name: 'Undo, prod · acme' })
      .click();
    const dialog = page.getByRole('dialog', { name: /^Undo the rollback/ });
    const button = dialog.getByRole('button', {
      name: 'Undo: put 2.4.0 back',
    });
    await until(
      async () =>
        assert.equal(await button.getAttribute('aria-disabled'), null),
      'the checks let the undo through',
    );
    await button.click();
    await page.waitForURL(url => !url.pathname.endsWith(rollback));
    await page.waitForURL(/\/delivery\/operations\/[^/]+$/);
    const commits = await until(() => {
      const found = commitsSince(portal.repository, between);
      assert.equal(found.length, 1);
      return found;
    }, 'the commit of the undo');
    const trailers = trailersOf(portal.repository, commits[0]);
    assert.equal(trailers['Undo-Of'], rollback);
    assert.equal(trailers['Rollback-To'], undefined);
    assert.deepEqual(linesOf(portal.repository, commits[0]), {
      before: ['  tag: "2.3.1" # set by CI'],
      after: ['  tag: "2.4.0" # set by CI'],
    });
  });

  step(
    'says on the page of the rollback that it was undone, and leads to the undo',
    async () => {
      const undo = operationId(page);
      await page.goto(`${portal.url}/delivery/operations/${rollback}`);
      await page
        .getByRole('heading', {
          name: 'Undone since: 2.4.0 is wanted now',
        })
        .waitFor();
      await page.getByText(/^At its end: Recovered in /).waitFor();
      assert.equal(
        await page.getByRole('button', { name: /^Undo/ }).count(),
        0,
      );
      await page
        .getByRole('link', { name: 'See the operation that did it' })
        .click();
      await page.waitForURL(url => url.pathname.endsWith(undo));
    },
  );

  step(
    'tells a page that is open when somebody pushes another version',
    async () => {
      const undo = operationId(page);
      pushChange(portal.repository, {
        file: FILE,
        from: '"2.4.0"',
        to: '"2.3.1"',
        author: 'dev-1',
        subject: 'Back to 2.3.1 by hand',
      });
      // The undo was still on its way: it stops, and says who went on.
      await page
        .getByRole('heading', {
          name: 'Passed over since: 2.3.1 is wanted now',
        })
        .waitFor({ timeout: ROLLOUT_MS });
      assert.equal(operationId(page), undo);
      await page.getByText(/^By dev-1, /).waitFor();
    },
  );

  step('leaves no error in the console of the browser', () => {
    portal.assertNoConsoleErrors();
  });
});
