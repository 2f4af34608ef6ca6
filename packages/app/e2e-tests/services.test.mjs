import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe } from 'node:test';
import {
  DEVELOPER,
  Portal,
  inOrder,
  lane,
  picture,
  tabOf,
  until,
} from './portal.mjs';
import { commitsSince, filesOf, headOf } from './repository.mjs';

/** From *Create* to a service that runs: the budget, and what CI's other work takes. */
const LONGEST = 120_000;
const NAME = 'parcels';

/** Chooses one of a list, as a person does. */
async function choose(page, label, option) {
  await page.getByLabel(label).click();
  await page.getByRole('option', { name: option }).click();
}

/** Fills the three pages of the wizard in: what is known is chosen. */
async function fillIn(page, portal) {
  await page.getByRole('textbox', { name: /^Name/ }).fill('payrnents');
  await page.getByText(/payrnents would be confused with payments/).waitFor();
  await page.getByRole('textbox', { name: /^Name/ }).fill(NAME);
  await page.getByText('Free, valid and not reserved').waitFor();
  await page.getByLabel(/^What it is for/).fill('Knows where a parcel is');
  await page.getByLabel(/^Owner/).fill('team-shop');
  await page.getByRole('option', { name: 'team-shop' }).click();
  // The address of the sandbox's forge nobody can guess; it is offered.
  const address = page.getByLabel(/^Address of the new Git repository/);
  await until(
    async () =>
      assert.equal(
        await address.inputValue(),
        portal.forge(`retail/${NAME}.git`),
      ),
    'the address of the repository',
  );
  await page.getByText('As the configuration says').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await choose(page, /^Database/, 'PostgreSQL with a volume');
  await choose(page, /^Continuous integration/, 'GitHub Actions');
  await page.getByRole('button', { name: 'Next' }).click();
  await choose(page, /^Environment/, /^dev/);
  await page
    .getByLabel(/^Container registry/)
    .fill('registry.retail.example/retail');
  await choose(page, /^From outside of the cluster/, /^By http$/);
  await choose(page, /^Host name/, `${NAME}.shop.example.org`);
  await page.getByText(/^No folder in Git answers to/).waitFor();
  // The namespace is new, so its secret is sealed unless somebody says otherwise.
  await page.getByLabel(/^User of the database/).fill('parcels');
  await page.getByLabel(/^Password of the database/).fill('not-to-be-seen');
  await page
    .getByText(/^Sealed in this browser/)
    .nth(1)
    .waitFor();
  await page.getByRole('button', { name: 'Review' }).click();
}

describe('services', () => {
  const then = inOrder();
  let portal;
  let first;

  before(async () => {
    portal = await Portal.start();
    first = headOf(portal.repository);
  });

  after(async () => {
    await portal?.stop();
  });

  then('come up by a wizard, with a repository of their own', async () => {
    const page = await portal.open('/create/templates/default/service-node', {
      as: DEVELOPER,
    });
    await fillIn(page, portal);
    const deploy = page.getByRole('region', { name: 'Deploy', exact: true });
    await deploy
      .getByRole('region', { name: `Lines of dev-2/${NAME}/values.yaml` })
      .getByText(`host: "${NAME}.shop.example.org"`)
      .waitFor();
    await page
      .getByRole('region', { name: 'Publish the repository' })
      .getByRole('button', { name: /^Dockerfile/ })
      .waitFor();
    assert.equal(headOf(portal.repository), first);
    await picture(page, 'service-review', { fullPage: true });
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForURL(/\/create\/tasks\//);
    await page
      .getByText(new RegExp(`^${NAME} 0\\.1\\.0 is live in dev\\.`))
      .waitFor({ timeout: LONGEST });
    await picture(page, 'service-created');
    await page.context().close();

    const files = filesOf(portal.repository, headOf(portal.repository));
    assert.ok(files.includes(`dev-2/${NAME}/values.yaml`));
    const sources = execFileSync(
      'git',
      ['ls-remote', portal.forge(`retail/${NAME}.git`), 'refs/heads/main'],
      { encoding: 'utf8' },
    );
    assert.match(sources, /^[0-9a-f]{40}\t/);
  });

  then('take one commit for the name and one for the deployment', () => {
    assert.equal(commitsSince(portal.repository, first).length, 2);
  });

  then('show where they run, and what is measured of them', async () => {
    const page = await portal.open(tabOf(NAME));
    await lane(page, 'dev').getByText('0.1.0').first().waitFor();
    await lane(page, 'dev')
      .getByText(/^0 of [1-9]\d* requests failed/)
      .waitFor({ timeout: LONGEST });
    await picture(page, 'service-deployments', { fullPage: true });
    await page.context().close();
    portal.assertNoConsoleErrors();
  });

  then('have their contract in the portal', async () => {
    const page = await portal.open(
      `/catalog/default/api/${NAME}-openapi/contract`,
    );
    await page.getByText('0.1.0').first().waitFor({ timeout: LONGEST });
    await page.context().close();
    portal.assertNoConsoleErrors();
  });

  // The last one: before the first documentation is indexed, Backstage's search
  // answers 500 to the reader, which the browser's console repeats.
  then('have their documentation in the portal', async () => {
    const page = await portal.open(`/docs/default/component/${NAME}`);
    await page
      .getByText('Knows where a parcel is')
      .first()
      .waitFor({ timeout: LONGEST });
    await page.getByRole('link', { name: 'Operations' }).first().click();
    await page.getByRole('heading', { name: 'Operations' }).waitFor();
    await page.context().close();
  });

  then(
    'go with a preview of what dies, and their name typed again',
    async () => {
      const page = await portal.open('/create/templates/default/decommission', {
        as: DEVELOPER,
      });
      await page.getByLabel(/^Service/).fill(NAME);
      await page.getByRole('option', { name: NAME }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      const dies = page.getByRole('region', { name: 'What dies' });
      await dies.getByText(`dev-2/${NAME}`, { exact: false }).first().waitFor();
      await dies.getByText('service.postgresql').waitFor();
      await dies.getByText(`${NAME}.shop.example.org`).waitFor();
      await picture(page, 'decommission', { fullPage: true });
      await page.getByLabel(/^Type its name/).fill('parcel');
      await page.getByLabel(/^Reason/).fill('Nobody sends parcels');
      await page.getByRole('button', { name: 'Review' }).click();
      await page
        .getByText(/'parcel' was typed, and what goes is parcels/)
        .first()
        .waitFor();

      await page.getByLabel(/^Type its name/).fill(NAME);
      await page.getByRole('button', { name: 'Review' }).click();
      await page
        .getByRole('region', { name: `Lines of dev-2/${NAME}/values.yaml` })
        .waitFor();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.waitForURL(/\/create\/tasks\//);
      await until(() => {
        const files = filesOf(portal.repository, headOf(portal.repository));
        assert.ok(!files.some(path => path.startsWith(`dev-2/${NAME}/`)));
      }, 'the folder is gone');
      await page.context().close();
    },
  );
});
