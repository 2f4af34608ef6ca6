import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Portal, tabOf } from './portal.mjs';
import { filesOf, headOf } from './repository.mjs';

const SERVICES = ['payments', 'ledger', 'checkout'];
/** All of it must run within this time; three services of the six of the budget. */
const LONGEST = 90_000;

/** Fills the wizard in, as a person does. */
async function fillIn(page) {
  await page.getByLabel(/^Name/).fill('initech');
  await page.getByLabel(/^Whom to call/).fill('it@initech.example.org');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel(/^Like the tenant/).fill('acme');
  for (const [index, component] of SERVICES.entries()) {
    if (index) {
      await page.getByRole('button', { name: /add/i }).click();
    }
    await page.locator(`#root_services_${index}_component`).fill(component);
  }
  await page.locator('#root_services_0_version').fill('2.3.1');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel(/^Reason/).fill('Contract 4711');
  await page.getByRole('button', { name: 'Review' }).click();
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
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForURL(/\/create\/tasks\//);
    await page
      .getByText(/checkout of initech in prod: .* is live and healthy/)
      .first()
      .waitFor({ timeout: LONGEST });
    await page.getByRole('link', { name: 'What runs now' }).waitFor();

    const head = headOf(portal.repository);
    assert.notEqual(head, first);
    const files = filesOf(portal.repository, head);
    assert.ok(files.includes('tenants/initech.yaml'));
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

  it('go away only when their name is typed twice', async () => {
    const head = headOf(portal.repository);
    const page = await portal.open('/create/templates/default/tenant-removal');
    const submit = async confirmation => {
      await page.getByLabel(/^Name of the tenant/).fill('initech');
      await page.getByLabel(/^Type the name again/).fill(confirmation);
      await page.getByLabel(/^Reason/).fill('The contract ended');
      await page.getByRole('button', { name: 'Review' }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.waitForURL(/\/create\/tasks\//);
    };
    await submit('initec');
    await page
      .getByText(/Nothing was removed/)
      .first()
      .waitFor();
    assert.equal(headOf(portal.repository), head);

    await page.goto(`${portal.url}/create/templates/default/tenant-removal`);
    await submit('initech');
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
