import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Portal, confirmButton, lane, openDialog, tabOf } from './portal.mjs';
import { pushChange } from './repository.mjs';

const ROLLOUT_MS = 60_000;

/** A mark that a reload would wipe away. */
const mark = page => page.evaluate(() => (window.notReloaded = true));
const isMarked = page => page.evaluate(() => window.notReloaded === true);

describe('what changes is seen by everybody', () => {
  let portal;

  before(async () => {
    portal = await Portal.start();
  });

  after(() => portal?.stop());

  it('shows a rollback of one person in the tab of another, without a reload', async () => {
    const watching = await portal.open(tabOf('payments'));
    const acting = await portal.open(tabOf('payments'));
    const row = lane(watching, 'prod · acme');
    await row.getByText('2.4.0', { exact: true }).waitFor();
    await mark(watching);

    const dialog = await openDialog(acting, 'prod · acme');
    await confirmButton(dialog, '2.3.1').click();
    await acting.waitForURL(/\/delivery\/operations\/[^/]+$/);

    await row.getByRole('button', { name: 'Follow, prod · acme' }).waitFor();
    await row
      .getByRole('button', { name: 'Undo, prod · acme' })
      .waitFor({ timeout: ROLLOUT_MS });
    await row.getByText('2.3.1', { exact: true }).first().waitFor();
    assert.equal(await isMarked(watching), true);
    await watching.context().close();
    await acting.context().close();
  });

  it('shows a push that did not come from the portal', async () => {
    const page = await portal.open(tabOf('payments'));
    await lane(page, 'acc').waitFor();
    await mark(page);
    pushChange(portal.repository, {
      file: 'acc/payments/values.yaml',
      from: '"2.3.1"',
      to: '"2.4.0"',
      author: 'dev-1',
      subject: 'Try 2.4.0 in acceptance',
    });
    await lane(page, 'acc')
      .getByText('Git wants 2.4.0', { exact: true })
      .waitFor();
    await lane(page, 'acc')
      .getByText('2.4.0', { exact: true })
      .waitFor({ timeout: ROLLOUT_MS });
    assert.equal(await isMarked(page), true);
    await page.context().close();
  });

  it('answers a program with the token of the sandbox', async () => {
    const { items } = await portal.get(
      '/api/delivery/v1/deployments?entityRef=component:default/payments',
    );
    assert.deepEqual(
      items.map(({ environment, tenant }) => [environment, tenant]),
      [
        ['prod', 'acme'],
        ['prod', 'globex'],
        ['acc', undefined],
        ['qa', undefined],
        ['dev', undefined],
      ],
    );
    const refused = await fetch(`${portal.url}/api/delivery/v1/deployments`);
    assert.equal(refused.status, 401);
  });

  it('leaves no error in the console of the browser', () => {
    portal.assertNoConsoleErrors();
  });
});
