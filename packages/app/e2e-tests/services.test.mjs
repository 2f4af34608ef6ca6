import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe } from 'node:test';
import { DEVELOPER, Portal, inOrder, lane, picture, tabOf } from './portal.mjs';
import { commitsSince, filesOf, headOf } from './repository.mjs';

/** From *Create* to a service that runs: the budget, and what CI's other work takes. */
const LONGEST = 120_000;
const NAME = 'parcels';

/** Chooses one of a list, as a person does. */
async function choose(page, label, option) {
  await page.getByLabel(label).click();
  await page.getByRole('option', { name: option }).click();
}

/** Fills the three pages of the wizard in. */
async function fillIn(page, repository) {
  await page.getByLabel(/^Name/).fill(NAME);
  await page.getByLabel(/^What it is for/).fill('Knows where a parcel is');
  await page.getByLabel(/^Owner/).fill('team-shop');
  await page.getByRole('option', { name: 'team-shop' }).click();
  await page
    .getByLabel(/^Address of the empty Git repository/)
    .fill(repository);
  await choose(page, /^What serves the repository/, 'Gitea or Forgejo');
  await page.getByRole('button', { name: 'Next' }).click();
  await choose(page, /^Database/, 'PostgreSQL with a volume');
  await page.getByRole('button', { name: 'Next' }).click();
  await page
    .getByLabel(/^Container registry/)
    .fill('registry.retail.example/retail');
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
    await fillIn(page, portal.forge(`retail/${NAME}.git`));
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
});
