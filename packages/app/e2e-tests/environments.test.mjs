import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import {
  DEVELOPER,
  inOrder,
  lane,
  picture,
  Portal,
  tabOf,
  until,
} from './portal.mjs';
import {
  commitsSince,
  expireAt,
  filesOf,
  headOf,
  linesOf,
  trailersOf,
} from './repository.mjs';

const NAME = 'try-1';
/** All of it must run within this time, our own time and the cluster's. */
const LONGEST = 120_000;
const FOLDER = `preview/${NAME}/`;

/** Fills the wizard in, as a person does. */
async function fillIn(page) {
  await page.getByLabel(/^Name/).fill(NAME);
  await page.getByLabel(/^Time to live/).click();
  await page.getByRole('option', { name: '8 hours' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  // In qa an image is wanted that is not there; what runs is another one.
  await page.getByLabel(/^Versions of services/).click();
  await page.getByRole('option', { name: 'Those that run there' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel(/^Reason/).fill('A test of the new locks');
  await page.getByRole('button', { name: 'Review' }).click();
}

function foldersOf(repository, prefix) {
  const files = filesOf(repository, headOf(repository));
  return new Set(
    files
      .filter(path => path.startsWith(prefix))
      .map(path => path.slice(prefix.length).split('/')[0]),
  );
}

describe('environments that people make', () => {
  const it = inOrder();
  let portal;
  let page;

  before(async () => {
    portal = await Portal.start();
  });

  after(async () => {
    await portal?.stop();
  });

  it('come up by a wizard as a copy of qa, in one commit that says of what', async () => {
    const first = headOf(portal.repository);
    const template = '/create/templates/default/environment';
    page = await portal.open(template, { as: DEVELOPER });
    await fillIn(page);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForURL(/\/create\/tasks\//);
    await page
      .getByText(new RegExp(`${NAME}: all \\d+ are live and healthy`))
      .first()
      .waitFor({ timeout: LONGEST });

    const [commit, ...others] = commitsSince(portal.repository, first);
    assert.deepEqual(others, []);
    const trailers = trailersOf(portal.repository, commit);
    assert.equal(trailers['Copied-From'], 'qa');
    assert.equal(trailers['Requested-By'], 'user:default/dev-2');
    assert.deepEqual(
      foldersOf(portal.repository, FOLDER),
      foldersOf(portal.repository, 'qa/'),
    );
  });

  it('say whose they are and when they end, on their page and on lanes', async () => {
    await page.getByRole('link', { name: 'The environment' }).click();
    await page.getByRole('heading', { name: `Preview ${NAME}` }).waitFor();
    await page.getByText('A test of the new locks').waitFor();
    await page
      .getByText(/^ends in/)
      .first()
      .waitFor();
    await picture(page, 'environment');
    await page.goto(`${portal.url}/delivery/environments`);
    await page.getByRole('link', { name: NAME }).waitFor();
    await picture(page, 'environments');
    await page.goto(`${portal.url}${tabOf('payments')}`);
    await lane(page, NAME)
      .getByText(/^ends in/)
      .waitFor();
    await until(
      () =>
        portal.get(
          `/api/catalog/entities/by-name/resource/default/environment-${NAME}`,
        ),
      'the catalog knows it',
    );
  });

  it('are prolonged by one line of each folder, which is shown beforehand', async () => {
    const first = headOf(portal.repository);
    const { life } = await portal.get(`/api/delivery/v1/environments/${NAME}`);
    await page.goto(`${portal.url}/delivery/environments/${NAME}`);
    await page.getByRole('button', { name: `Prolong… ${NAME}` }).click();
    const dialog = page.getByRole('dialog', { name: `Prolong ${NAME}` });
    await dialog.getByRole('button', { name: 'an hour' }).click();
    await dialog.getByLabel(/^Reason/).fill('Still tested');
    await dialog
      .getByText(/\+ expires: /)
      .first()
      .waitFor();
    await picture(page, 'environment-prolong');
    await dialog.getByRole('button', { name: 'Prolong' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(`Prolonged: ${NAME} now ends at`).waitFor();

    const [commit, ...others] = commitsSince(portal.repository, first);
    assert.deepEqual(others, []);
    const { before: old, after: now } = linesOf(portal.repository, commit);
    const count = foldersOf(portal.repository, FOLDER).size;
    assert.deepEqual(old, Array(count).fill(`expires: ${life.expires}`));
    assert.equal(new Set(now).size, 1);
    assert.equal(
      Date.parse(now[0].replace('expires: ', '')),
      Date.parse(life.expires) + 3_600_000,
    );
  });

  it('go by themselves when their time is over, in one commit, and leave nothing behind', async () => {
    // Nobody waits an hour: what was prolonged gets a near end by hand.
    const near = new Date(Date.now() + 8_000).toISOString();
    const first = expireAt(portal.repository, FOLDER, near);
    await until(
      () => assert.equal(foldersOf(portal.repository, FOLDER).size, 0),
      'its folders are gone',
      60_000,
    );
    const [commit, ...others] = commitsSince(portal.repository, first);
    assert.deepEqual(others, []);
    const trailers = trailersOf(portal.repository, commit);
    assert.equal(trailers.Expired, near);
    assert.equal(trailers['Requested-By'], 'plugin:delivery');
    await page.getByText(/No environment has this name now/).waitFor();
    await page.goto(`${portal.url}${tabOf('payments')}`);
    await lane(page, 'qa').waitFor();
    assert.equal(await lane(page, NAME).count(), 0);
    await page.goto(`${portal.url}/delivery/environments`);
    await page.getByRole('link', { name: 'qa', exact: true }).waitFor();
    assert.equal(await page.getByRole('link', { name: NAME }).count(), 0);
    await until(async () => {
      const { items } = await portal.get(
        '/api/catalog/entities/by-query?filter=kind=resource,spec.type=environment',
      );
      assert.ok(items.every(({ metadata }) => !metadata.name.includes(NAME)));
    }, 'the catalog forgets it');
  });
});
