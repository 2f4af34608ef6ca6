import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import {
  DEVELOPER,
  Portal,
  confirmButton,
  lane,
  openDialog,
  picture,
  tabOf,
  until,
} from './portal.mjs';

const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * Violations that shut somebody out. Sidebar, breadcrumb and entity header
 * are Backstage's own, and so is what axe finds in them; the rest is ours.
 */
async function violationsIn(page, regions) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    include =>
      window.axe.run(
        { include },
        { resultTypes: ['violations'], rules: { region: { enabled: false } } },
      ),
    regions,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(n => n.html).join(' ')}`);
}

async function settled(page) {
  await page
    .getByRole('region', { name: /^2\.4\.0 is failing in prod · acme/ })
    .getByText(/\d ok/)
    .waitFor();
  await page
    .getByRole('row', { name: /^2\.3\.1/ })
    .first()
    .waitFor();
}

async function assertNoSidewaysScroll(page) {
  const [wide, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wide <= seen, `the page is ${wide} px wide, ${seen} are seen`);
}

const THEMES = ['light', 'dark'];

/** Where an operation can be begun; each has an earlier version to go to. */
const PLACES = { light: 'prod · acme', dark: 'prod · globex' };

describe('the look', () => {
  let portal;

  before(async () => {
    portal = await Portal.start();
  });

  after(() => portal?.stop());

  for (const width of [390, 1280, 1920]) {
    it(`never scrolls sideways at ${width} px`, async () => {
      const viewport = { width, height: 900 };
      const page = await portal.open(tabOf('payments'), { viewport });
      await settled(page);
      await assertNoSidewaysScroll(page);
      if (width === 390) {
        await picture(page, 'mobile');
      }
      const dialog = await openDialog(page, 'prod · acme');
      await confirmButton(dialog, '2.3.1').waitFor();
      await assertNoSidewaysScroll(page);
      await page.goto(`${portal.url}/delivery`);
      await page.getByRole('heading', { name: 'Sources' }).waitFor();
      await assertNoSidewaysScroll(page);
      await page.goto(portal.url);
      await page.getByText('prod · acme').first().waitFor();
      await assertNoSidewaysScroll(page);
      await page.context().close();
    });
  }

  it('keeps a long message to one line, and opens it by the keyboard', async () => {
    const page = await portal.open(tabOf('payments'));
    await settled(page);
    const row = lane(page, 'prod · acme');
    const message = row.getByText(/CrashLoopBackOff/);
    assert.ok((await message.boundingBox()).height < 25);
    await row.getByRole('button', { name: 'prod · acme', exact: true }).focus();
    await page.keyboard.press('Enter');
    await until(
      async () => assert.ok((await message.boundingBox()).height > 25),
      'the whole message',
    );
    await page.context().close();
  });

  it('keeps the lanes low, and the checks open, for who may not roll back', async () => {
    const page = await portal.open(tabOf('payments'), { as: DEVELOPER });
    await settled(page);
    const lanes = page.getByRole('region', { name: 'What runs where' });
    const reason = 'Only its owner and those on call may roll back here.';
    assert.equal(await lanes.getByText(reason).count(), 1);
    const { height } = await lane(page, 'prod · acme').boundingBox();
    // Two states, the first of them in two lines at most.
    assert.ok(height < 120, `the lane is ${height} px high`);
    const banner = page.getByRole('region', { name: /^2\.4\.0 is failing/ });
    await banner.getByRole('button', { name: /^Checks: 1 blocked/ }).click();
    await banner.getByRole('listitem').getByText(reason).waitFor();
    assert.deepEqual(
      await violationsIn(page, ['main section, main article']),
      [],
    );
    await page.context().close();
  });

  it('shows the whole catalog at first, with words that are not cut', async () => {
    const page = await portal.open('/catalog');
    await page.getByRole('link', { name: 'payments', exact: true }).waitFor();
    const owned = page.getByTestId('user-picker-owned').getByText('Owned');
    const [text, seen] = await owned.evaluate(element => [
      element.scrollWidth,
      element.clientWidth,
    ]);
    assert.ok(text <= seen, `${text} px of words in ${seen} px`);
    await page.context().close();
  });

  for (const colorScheme of THEMES) {
    it(`shuts nobody out of the tab and the dialog, ${colorScheme}`, async () => {
      const page = await portal.open(tabOf('payments'), { colorScheme });
      await settled(page);
      assert.deepEqual(
        await violationsIn(page, ['main section, main article']),
        [],
      );
      await openDialog(page, 'prod · acme').then(dialog =>
        confirmButton(dialog, '2.3.1').waitFor(),
      );
      assert.deepEqual(await violationsIn(page, ['[role=dialog]']), []);
      await page.context().close();
    });
  }

  it('is dark where the person likes it dark', async () => {
    const page = await portal.open(tabOf('payments'), { colorScheme: 'dark' });
    await settled(page);
    const ground = await page.evaluate(
      () => getComputedStyle(document.body).backgroundColor,
    );
    const [red, green, blue] = ground.match(/\d+/g).map(Number);
    assert.ok(red + green + blue < 150, `the ground is ${ground}`);
    await picture(page, 'deployments-dark');
    await page.context().close();
  });

  for (const colorScheme of THEMES) {
    it(`shuts nobody out of the page of an operation, ${colorScheme}`, async () => {
      const page = await portal.open(tabOf('ledger'), { colorScheme });
      const dialog = await openDialog(page, PLACES[colorScheme]);
      await page.keyboard.type('Amounts are booked twice');
      await confirmButton(dialog, '4.2.0').click();
      await page.waitForURL(/\/delivery\/operations\/[^/]+$/);
      const steps = page.getByRole('region', { name: 'Steps' });
      await until(
        async () => assert.match(await steps.innerText(), /Committed\s*, done/),
        'the commit',
      );
      assert.deepEqual(await violationsIn(page, ['main section']), []);
      await page
        .getByRole('heading', { name: /^Recovered in/ })
        .waitFor({ timeout: 120_000 });
      assert.deepEqual(await violationsIn(page, ['main section']), []);
      await page.context().close();
    });
  }

  it('leaves no error in the console of the browser', () => {
    portal.assertNoConsoleErrors();
  });
});
