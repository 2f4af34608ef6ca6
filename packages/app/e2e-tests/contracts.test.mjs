import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  confirmButton,
  openDialog,
  picture,
  Portal,
  tabOf,
} from './portal.mjs';
import { headOf } from './repository.mjs';

const TEAM_LEAD = /^Team lead/;

function contractOf(api) {
  return `/catalog/default/api/${api}/contract`;
}

describe('contracts', () => {
  let portal;

  before(async () => {
    portal = await Portal.start();
  });

  after(async () => {
    await portal?.stop();
  });

  it('show a team lead that the version in qa is declared minor and needs major, and who breaks', async () => {
    const page = await portal.open(contractOf('checkout-api'), {
      as: TEAM_LEAD,
    });
    const hero = page.getByRole('region', {
      name: '5.2.0 is declared minor and needs major',
    });
    await hero
      .getByText('5.2.0 would break web-shop 7.4.2', { exact: false })
      .waitFor();
    const gate = hero.getByRole('listitem').filter({ hasText: /^prod/ });
    await gate.getByText('Blocked').waitFor();
    await gate.getByText(/web-shop 7\.4\.2 would break/).waitFor();

    const versions = page.getByRole('region', { name: 'Versions' });
    const newest = versions.getByRole('listitem').filter({ hasText: '5.2.0' });
    await newest.getByText('minor, needs major').waitFor();
    await newest.getByText('qa', { exact: true }).waitFor();

    const users = page.getByRole('region', { name: 'Who uses it' });
    const shop = users.getByRole('row').filter({ hasText: '7.4.2' });
    await shop.getByText('Breaks').waitFor();
    await shop.getByText(/prod · acme, globex/).waitFor();
    await shop.getByText(/sends cart, address, voucher/).waitFor();

    const changes = page.getByRole('region', { name: /^What changes/ });
    await changes
      .getByText('Callers may no longer send voucher in POST /checkouts.')
      .waitFor();
    await changes.getByRole('button', { name: 'Raw diff' }).click();
    await changes.getByText(/^- .*voucher/).waitFor();
    await changes.getByRole('button', { name: 'In words' }).click();
    await picture(page, 'api-contract', { fullPage: true });
    await page.context().close();
  });

  it('forbid to promote that version, and name who is in the way', async () => {
    const answer = await portal.get('/api/contracts/v1/can-i', {
      ...{ component: 'component:default/checkout', version: '5.2.0' },
      ...{ environment: 'prod', action: 'promote' },
    });
    assert.equal(answer.answer, 'blocked');
    assert.equal(
      answer.message,
      'checkout 5.2.0 may not go on to prod: it does not fit web-shop 7.4.2.',
    );
    const [finding] = answer.findings;
    assert.equal(finding.operation, 'POST /checkouts');
    assert.equal(finding.field, 'voucher');
  });

  it('block the rollback of a provider by a consumer that needs more', async () => {
    const page = await portal.open(tabOf('payments'));
    const head = headOf(portal.repository);
    const dialog = await openDialog(page, 'prod · acme');
    await confirmButton(dialog, '2.3.1').waitFor();
    const all = dialog.getByRole('button', { name: /^All \d+ versions/ });
    if (await all.count()) {
      await all.click();
    }
    await dialog.getByRole('radio', { name: /^2\.2\.3/ }).check();

    const check = dialog.getByRole('listitem').filter({
      hasText: 'invoices 3.8.0 would break',
    });
    await check.getByText(/settledAt/).waitFor();
    await check.getByText(/GET \/payments\/\{id\}/).waitFor();
    assert.equal(await confirmButton(dialog, '2.2.3').count(), 0);
    await dialog
      .getByText(/^Blocked: invoices 3\.8\.0 would break\./)
      .waitFor();
    await check
      .getByRole('link', { name: /^payments-api .* → 2\.2\.3/ })
      .waitFor();
    await check.getByRole('link', { name: /^Ask for an exception/ }).waitFor();
    const instead = check.getByRole('button', { name: 'Choose 2.3.1 instead' });
    await instead.waitFor();
    await picture(page, 'rollback-dialog-blocked', {
      clip: await dialog.boundingBox(),
    });
    await instead.click();
    await confirmButton(dialog, '2.3.1').waitFor();
    assert.equal(headOf(portal.repository), head);
    await page.context().close();
  });

  it('block the rollback of a consumer by the database that it calls into', async () => {
    const page = await portal.open(tabOf('batch-settlement'));
    const dialog = await openDialog(page, 'prod · acme');
    await dialog
      .getByRole('radio', { name: /^1\.11\.\d/ })
      .first()
      .check();

    const check = dialog.getByRole('listitem').filter({
      hasText: /batch-settlement 1\.11\.\d would break with ledger 4\.2\.1/,
    });
    await check.getByText(/ledger\.close_day/).waitFor();
    assert.equal(await confirmButton(dialog, '1.11').count(), 0);
    await dialog
      .getByText(
        /^Blocked: batch-settlement 1\.11\.\d would break with ledger 4\.2\.1\./,
      )
      .waitFor();
    await page.context().close();
  });

  it('list every integration point with its gaps, and find by operation', async () => {
    const page = await portal.open('/contracts', { as: TEAM_LEAD });
    const tile = page.getByRole('button', { name: /Would break/ });
    await tile.click();
    await page.getByRole('link', { name: 'checkout-api' }).waitFor();
    assert.match(page.url(), /gap=would-break/);
    await page.getByRole('link', { name: 'ledger-api' }).waitFor({
      state: 'detached',
    });
    await tile.click();
    await page.getByLabel('Find').fill('/checkouts');
    await page.getByText('1 integration points').waitFor();
    await page.getByLabel('Find').fill('');
    await page.getByRole('link', { name: 'carrier-labels' }).waitFor();
    await page.getByText('no owner').first().waitFor();
    await picture(page, 'contracts', { fullPage: true });
    await page.context().close();
  });

  it('show what would be if another version came to an environment', async () => {
    const page = await portal.open(
      '/contracts?section=matrix&environment=prod&component=component:default/checkout&version=5.2.0',
    );
    const row = page.getByRole('row').filter({ hasText: 'web-shop 7.4.2' });
    const cell = row.getByRole('button', { name: 'breaks' });
    await cell.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: 'Callers may no longer send voucher' })
      .waitFor();
    await page.context().close();
  });

  it('tell who calls undeclared, who declared and never calls, and what has no contract', async () => {
    const page = await portal.open(contractOf('payments-api'), {
      as: TEAM_LEAD,
    });
    const users = page.getByRole('region', { name: 'Who uses it' });
    const undeclared = users.getByRole('row').filter({ hasText: 'reports' });
    await undeclared.first().getByText('not declared').waitFor();
    await undeclared
      .first()
      .getByText(/^[\d,]+ calls in 7 days, all versions together$/)
      .waitFor();
    const quiet = users.getByRole('row').filter({ hasText: 'loyalty' });
    await quiet.getByText(/^no call in \d+ days$/).waitFor();

    await page.goto(`${portal.url}/contracts?gap=no-contract`);
    const seen = page.getByRole('row').filter({ hasText: 'seen in traffic' });
    await seen
      .getByText(/web-shop calls it, and no contract says/)
      .first()
      .waitFor();
    await seen.getByRole('link', { name: 'loyalty' }).click();
    await page.waitForURL(/\/catalog\/default\/component\/loyalty/);
    await page.context().close();
  });

  it('let the catalog graph say which relation would break', async () => {
    const page = await portal.open(
      '/catalog-graph?rootEntityRefs%5B%5D=component:default/payments&maxDepth=1',
      { as: TEAM_LEAD },
    );
    await page.getByText('providesApi').first().waitFor();
    await page.getByText('⊗ would break').first().waitFor();
    await page.getByText('✓ fine').first().waitFor();
    await page.context().close();
  });

  it('say nothing in the console', () => {
    portal.assertNoConsoleErrors();
  });
});
