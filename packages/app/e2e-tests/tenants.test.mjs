import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Portal, picture, tabOf } from './portal.mjs';
import { filesOf, headOf, textOf } from './repository.mjs';

const SERVICES = [
  ...['payments', 'ledger', 'checkout', 'cart', 'catalogue', 'web-shop'],
];
/** A tenant of six services runs within this time, and a wave is through. */
const LONGEST = 90_000;

/** Chooses one of a list, as a person does. */
async function choose(page, label, option) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Fills the wizard in, as a person does: what is known is chosen. */
async function fillIn(page) {
  await page.getByRole('textbox', { name: /^Name/ }).fill('acme');
  await page.getByText(/acme is there already/).waitFor();
  await page.getByRole('textbox', { name: /^Name/ }).fill('initech');
  await page.getByText('Free, valid and not reserved').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await choose(page, /^Like the tenant/, /^acme/);
  for (const box of await servicesOf(page)) {
    const name = await box.getAttribute('aria-label');
    if (!SERVICES.includes(name)) await box.uncheck();
  }
  await page.getByText(`${SERVICES.length} of `, { exact: false }).waitFor();
  // What burns in acme is not offered; what is suggested there is taken.
  await page.getByText(/^2\.4\.0 is not offered/).waitFor();
  assert.equal(
    await page
      .getByRole('combobox', { name: 'Version of payments' })
      .inputValue(),
    '2.3.1',
  );
  await goOn(page, 'Network');
  await page.getByText('shop.acme.example').waitFor();
  assert.equal(
    await page.getByLabel('Here, instead of shop.acme.example').inputValue(),
    'shop.initech.example',
  );
  await goOn(page, 'Data and logs');
  const kept = page.getByLabel(/^Days that backups are kept/);
  await kept.fill('14');
  await page.getByText('acme: 30').waitFor();
  // In the evening the system asks for other colours.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('body[data-theme-mode=dark]').waitFor();
  assert.equal(await kept.inputValue(), '14');
  await page.emulateMedia({ colorScheme: 'light' });
  await goOn(page, 'People');
  await page.getByLabel(/^Owner/).fill('team-shop');
  await page.getByRole('option', { name: 'team-shop' }).click();
  await page.getByLabel(/^Mail address/).fill('it@initech.example.org');
  await page.getByLabel(/^Reason/).fill('Contract 4711');
  await page.getByRole('button', { name: 'Review' }).click();
}

/** Opens the next page, whose heading takes the keyboard. */
async function goOn(page, title) {
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { level: 2, name: title }).waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement.textContent),
    title,
  );
}

/** The ticks of all services that can be taken. */
async function servicesOf(page) {
  await page.getByRole('checkbox', { name: 'payments' }).waitFor();
  return page.getByRole('checkbox').all();
}

describe('tenants', () => {
  let portal;

  before(async () => {
    portal = await Portal.start();
  });

  after(async () => {
    await portal?.stop();
  });

  it('come up by a wizard, in one commit, each service in its version', async () => {
    const first = headOf(portal.repository);
    const page = await portal.open('/create/templates/default/tenant');
    await fillIn(page);
    await page
      .getByRole('button', { name: /^prod\/initech\/payments\/values.yaml/ })
      .click();
    await page
      .getByRole('region', {
        name: 'Lines of prod/initech/payments/values.yaml',
      })
      .getByText('tag: "2.3.1"', { exact: false })
      .waitFor();
    await page.getByText(/versions fit to what runs in prod/).waitFor();
    // The isolation of the other tenant comes with it, and allows what the plan says.
    await page
      .getByRole('button', { name: /^prod\/initech\/isolation.yaml/ })
      .click();
    await page
      .getByRole('region', { name: 'Lines of prod/initech/isolation.yaml' })
      .getByText('requests.cpu: "4"', { exact: false })
      .waitFor();
    await page.getByRole('heading', { name: 'Tenant: initech' }).waitFor();
    await page
      .getByRole('region', { name: 'Data and logs' })
      .getByText('acme: 30')
      .waitFor();
    await page.getByText(/^Fits in cluster eu-/).waitFor();
    await page.getByText(/^\d+ → \d+ of 96\svCPU reserved$/).waitFor();
    assert.equal(headOf(portal.repository), first);
    await picture(page, 'tenant-review', { fullPage: true });
    await page.getByRole('button', { name: 'Create tenant initech' }).click();
    await page.waitForURL(/\/create\/tasks\//);
    await page
      .getByRole('link', { name: 'What runs now' })
      .waitFor({ timeout: LONGEST });
    // The task ends when all of them run, and not before.
    const { items } = await portal.get(
      '/api/delivery/v1/deployments?tenant=initech',
    );
    assert.deepEqual(
      items.map(({ component, live, health }) => [
        ...[component, Boolean(live.version), health.status],
      ]),
      [...SERVICES].sort().map(name => [name, true, 'healthy']),
    );

    const head = headOf(portal.repository);
    assert.notEqual(head, first);
    const files = filesOf(portal.repository, head);
    assert.ok(files.includes('tenants/initech.yaml'));
    assert.ok(files.includes('prod/initech/isolation.yaml'));
    for (const service of SERVICES) {
      assert.ok(
        files.some(path => path.startsWith(`prod/initech/${service}/`)),
        service,
      );
    }
    await page.goto(`${portal.url}${tabOf('payments')}`);
    await page.getByText('prod · initech').first().waitFor();
    await page.context().close();
  });

  it('are upgraded by a wave, until the new version is live and healthy', async () => {
    const page = await portal.open('/tenants');
    await page.getByRole('checkbox', { name: 'Choose initech' }).check();
    await page.getByRole('button', { name: 'Upgrade…', exact: true }).click();
    await page.getByLabel('Version of cart').fill('2.9.1');
    await page.getByLabel('Reason').fill('Baskets were lost');
    await page.getByRole('button', { name: 'Plan it' }).click();

    const upgrade = page.getByRole('article', { name: /cart 2\.9\.0/ });
    await upgrade.getByText('Planned, not started').waitFor();
    await upgrade.getByRole('button', { name: 'Start wave 1' }).click();
    const start = page.getByRole('dialog', { name: 'Start wave 1?' });
    await start.getByText('cart 2.9.0 → 2.9.1').waitFor();
    await start.getByRole('button', { name: 'Start wave 1' }).click();
    await upgrade
      .getByText('Live and healthy', { exact: false })
      .first()
      .waitFor({ timeout: LONGEST });
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('checkbox', { name: 'Choose initech' }) })
      .getByRole('link', { name: '2.9.1', exact: true })
      .waitFor();
    const files = textOf(
      portal.repository,
      'prod/initech/cart/kustomization.yaml',
    );
    assert.match(files, /newTag: "2\.9\.1"/);
    await page.context().close();
  });

  it('go away only when their name is typed twice', async () => {
    const head = headOf(portal.repository);
    const page = await portal.open('/create/templates/default/tenant-removal');
    await choose(page, /^Name of the tenant/, /^initech/);
    const dies = page.getByRole('region', { name: 'What dies' });
    await dies.getByText('prod/initech/payments').first().waitFor();
    await page.getByLabel(/^Type the name again/).fill('initec');
    await page.getByLabel(/^Reason/).fill('The contract ended');
    await page.getByRole('button', { name: 'Review' }).click();
    await page
      .getByText(/'initec' was typed, and what goes is initech/)
      .first()
      .waitFor();
    assert.equal(headOf(portal.repository), head);

    await page.getByLabel(/^Type the name again/).fill('initech');
    await page.getByRole('button', { name: 'Review' }).click();
    await page
      .getByRole('button', { name: /^tenants\/initech.yaml/ })
      .waitFor();
    await page.getByRole('button', { name: 'Remove initech' }).click();
    await page.waitForURL(/\/create\/tasks\//);
    await page
      .getByText(/changed in gitops-retail by/)
      .first()
      .waitFor();
    const files = filesOf(portal.repository, headOf(portal.repository));
    assert.deepEqual(
      files.filter(path => path.includes('initech')),
      [],
    );
    await page.context().close();
  });
});
