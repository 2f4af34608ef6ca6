import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { inOrder, picture, Portal, tabOf, until } from './portal.mjs';
import { filesOf, headOf, textOf } from './repository.mjs';

/** Commit, rollout and the soak time of the sandbox. */
const WAVE_MS = 120_000;

const rowOf = (page, tenant) =>
  page.getByRole('row').filter({
    has: page.getByRole('checkbox', { name: `Choose ${tenant}` }),
  });

/** Chooses in the menu at the end of a row. */
async function choose(page, tenant, act) {
  await page.getByRole('button', { name: `Acts for ${tenant}` }).click();
  await page.getByRole('menuitem', { name: act }).click();
}

describe('the page of tenants', () => {
  const step = inOrder();
  let portal;

  before(async () => {
    portal = await Portal.start();
  });

  after(async () => {
    await portal?.stop();
  });

  step(
    'shows plans, hosts, versions, quotas and backups as they are',
    async () => {
      const page = await portal.open('/tenants');
      await page
        .getByRole('main')
        .getByRole('heading', { name: 'Tenants', level: 1 })
        .waitFor();
      const acme = rowOf(page, 'acme');
      const globex = rowOf(page, 'globex');
      await acme.getByText('shop.acme.example').waitFor();
      await acme.getByText('large · team-care-1').waitFor();
      await acme.getByText(/of 24\svCPU/).waitFor();
      await globex.getByText('180 of 200').waitFor();
      await globex.getByText('by globex').waitFor();
      await globex.getByText('hourly, kept 30 days').waitFor();
      await acme.getByRole('link', { name: 'acme', exact: true }).waitFor();
      await page
        .getByRole('row', { name: /^Backup not older than 2.h yes yes/ })
        .waitFor();
      // What burns at acme runs well in an earlier version at globex.
      await acme.getByText('1 burning').waitFor();
      await globex.getByRole('link', { name: '2.3.1', exact: true }).waitFor();
      await picture(page, 'tenants');
      await page.context().close();
    },
  );

  step(
    'upgrades a service of a tenant by a wave, until it is live and healthy',
    async () => {
      const page = await portal.open('/tenants');
      await page.getByRole('checkbox', { name: 'Choose globex' }).check();
      await page.getByRole('button', { name: 'Upgrade…', exact: true }).click();
      await page.getByLabel('Version of web-shop').fill('7.4.3');
      await page.getByLabel('Reason').fill('CVE-2026-1');
      await page.getByRole('button', { name: 'Plan it' }).click();

      const upgrade = page.getByRole('article', { name: /web-shop 7\.4\.2/ });
      await upgrade.getByText('Planned, not started').waitFor();
      // The web shop needs what nobody offers at globex: that nobody can judge.
      await upgrade.getByText('Could not tell', { exact: true }).waitFor();
      const head = headOf(portal.repository);
      await upgrade.getByLabel('Checks of web-shop, prod · globex').click();
      await upgrade
        .getByLabel(/I go on although this could not be told/)
        .check();
      assert.equal(headOf(portal.repository), head);
      await upgrade.getByRole('button', { name: 'Start wave 1' }).click();
      const start = page.getByRole('dialog', { name: 'Start wave 1?' });
      await start.getByText('web-shop 7.4.2 → 7.4.3').waitFor();
      assert.equal(headOf(portal.repository), head);
      await start.getByRole('button', { name: 'Start wave 1' }).click();

      await until(
        async () => {
          const words = await upgrade.innerText();
          assert.match(words, /Completed/);
          assert.match(words, /Live and healthy/);
        },
        ...['the wave is through', WAVE_MS],
      );
      await rowOf(page, 'globex')
        .getByRole('link', { name: '7.4.3', exact: true })
        .waitFor();
      const values = textOf(
        portal.repository,
        'prod/globex/web-shop/values.yaml',
      );
      assert.match(values, /tag: "7\.4\.3"/);
      await page.context().close();
    },
  );

  step(
    'switches a tenant off with every line beforehand, and nothing of it burns',
    async () => {
      const page = await portal.open('/tenants');
      await choose(page, 'globex', 'Suspend…');
      const dialog = page.getByRole('dialog', { name: 'Suspend globex?' });
      await dialog.getByText('payments in prod: 3 → 0').waitFor();
      await dialog.getByText('- replicas: 3').first().waitFor();
      await dialog.getByLabel('Reason').fill('contract ended');
      await dialog.getByLabel('Type globex to confirm').fill('globex');
      await dialog.getByRole('button', { name: 'Suspend globex' }).click();

      const globex = rowOf(page, 'globex');
      await globex.getByText(/Suspended since .* by oncall-1/).waitFor();
      await globex.getByText(/Reason: contract ended\./).waitFor();
      const values = textOf(
        portal.repository,
        'prod/globex/payments/values.yaml',
      );
      assert.match(values, /^replicas: 0$/m);
      // Its pods are gone, and so is what they use; its data is not.
      await globex.getByText(/\b0 of 12\svCPU/).waitFor({ timeout: WAVE_MS });
      await globex.getByText('180 of 200').waitFor();
      // Nothing is left on, and that is known.
      await globex
        .getByText('Suspended', { exact: true })
        .waitFor({ timeout: WAVE_MS });

      await page.goto(`${portal.url}${tabOf('payments')}`);
      const lane = page
        .getByRole('region', { name: 'What runs where' })
        .getByRole('listitem', { name: 'prod · globex', exact: true });
      await lane.getByText('Suspended', { exact: true }).waitFor();
      assert.equal(await lane.getByText(/Missing|Burning/).count(), 0);
      await page.context().close();
    },
  );

  step('switches it on again, and every byte is as before', async () => {
    const page = await portal.open('/tenants');
    await choose(page, 'globex', 'Resume…');
    const dialog = page.getByRole('dialog', { name: 'Resume globex?' });
    await dialog.getByText('payments in prod: 0 → 3').waitFor();
    await dialog.getByLabel('Reason').fill('paid');
    await dialog.getByRole('button', { name: 'Resume globex' }).click();

    const globex = rowOf(page, 'globex');
    await globex.getByRole('link', { name: '7.4.3', exact: true }).waitFor();
    assert.doesNotMatch(
      textOf(portal.repository, 'tenants/globex.yaml'),
      /suspended/,
    );
    await until(
      async () => {
        const { items } = await portal.get(
          '/api/delivery/v1/deployments?tenant=globex',
        );
        assert.deepEqual(
          items.filter(({ live }) => !live.version).map(({ path }) => path),
          [],
        );
      },
      'all of it runs again',
      WAVE_MS,
    );
    await page.context().close();
  });

  step('leads to the templates, with the tenant filled in', async () => {
    const page = await portal.open('/tenants');
    await choose(page, 'acme', 'Remove…');
    await page.waitForURL(/templates\/default\/tenant-removal/);
    await until(async () => {
      const field = page.getByLabel(/^Name of the tenant/);
      assert.equal(await field.inputValue(), 'acme');
    }, 'the name is there');
    await page.goto(`${portal.url}/tenants`);
    await page.getByRole('button', { name: 'New tenant' }).click();
    await page.waitForURL(/templates\/default\/tenant$/);
    assert.ok(
      filesOf(portal.repository, headOf(portal.repository)).includes(
        'tenants/acme.yaml',
      ),
    );
    portal.assertNoConsoleErrors();
    await page.context().close();
  });
});
