import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  DEVELOPER,
  Portal,
  confirmButton,
  lane,
  openDialog,
  tabOf,
  until,
} from './portal.mjs';
import { commitsSince, headOf, pushChange, trailersOf } from './repository.mjs';

const MOST_TABS = 80;

/** What has the keyboard now, in the words a screen reader says. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });
}

async function tabTo(page, name) {
  for (let pressed = 0; pressed < MOST_TABS; pressed++) {
    if ((await focused(page)) === name) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`${MOST_TABS} times Tab did not lead to “${name}”.`);
}

describe('the rollback dialog', () => {
  let portal;

  before(async () => {
    portal = await Portal.start();
  });

  after(() => portal?.stop());

  it('gives the keyboard back to the button that opened it, after Esc', async () => {
    const page = await portal.open(tabOf('ledger'));
    await lane(page, 'prod · globex').waitFor();
    const head = headOf(portal.repository);
    await tabTo(page, 'Roll back, prod · globex');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Roll back ledger/ });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'Roll back, prod · globex');
    assert.equal(headOf(portal.repository), head);
    await page.context().close();
  });

  it('is used whole without a mouse', async () => {
    const page = await portal.open(tabOf('ledger'));
    await lane(page, 'prod · globex').waitFor();
    const head = headOf(portal.repository);
    await tabTo(page, 'Roll back, prod · globex');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Roll back ledger/ });
    const reason = dialog.getByRole('textbox', { name: /^Reason/ });
    await until(
      async () =>
        assert.equal(
          await reason.evaluate(element => element === document.activeElement),
          true,
        ),
      'the reason has the keyboard',
    );
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Amounts are booked twice');
    await confirmButton(dialog, '4.2.0').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/delivery\/operations\/[^/]+$/);
    const [sha] = await until(() => {
      const commits = commitsSince(portal.repository, head);
      assert.equal(commits.length, 1);
      return commits;
    }, 'the commit');
    const trailers = trailersOf(portal.repository, sha);
    assert.equal(trailers.Reason, 'Amounts are booked twice');
    await page.context().close();
  });

  it('asks for a reason in words, and goes nowhere without one', async () => {
    const page = await portal.open(tabOf('payments'));
    const dialog = await openDialog(page, 'prod · acme');
    await confirmButton(dialog, '2.3.1').waitFor();
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill(' ');
    await confirmButton(dialog, '2.3.1').waitFor({ state: 'detached' });
    const head = headOf(portal.repository);
    await page.keyboard.press('Control+Enter');
    await dialog
      .getByText(/^Say why/)
      .first()
      .waitFor();
    assert.equal(headOf(portal.repository), head);
    await page.context().close();
  });

  it('says who changed the folder meanwhile, and goes on from there', async () => {
    const page = await portal.open(tabOf('payments'));
    const dialog = await openDialog(page, 'prod · acme');
    await confirmButton(dialog, '2.3.1').waitFor();
    const pushed = pushChange(portal.repository, {
      file: 'prod/acme/payments/values.yaml',
      from: '"2.4.0"',
      to: '"2.2.3"',
      author: 'dev-3',
      subject: 'Go back further by hand',
    });
    const notice = dialog.getByRole('alert');
    await notice
      .getByText(/dev-3 changed it at .*“Go back further by hand”/)
      .waitFor();
    await notice.getByText('Git now wants 2.2.3.').waitFor();
    assert.equal(await confirmButton(dialog, '2.3.1').count(), 0);
    await notice.getByRole('button', { name: 'Show the new state' }).click();
    await dialog.getByText('tag: "2.2.3" # set by CI').waitFor();
    await confirmButton(dialog, '2.3.1').waitFor();
    assert.equal(headOf(portal.repository), pushed);
    await page.context().close();
  });

  it('is out of reach, with the reason in words, for who may not', async () => {
    const page = await portal.open(tabOf('payments'), { as: DEVELOPER });
    const button = lane(page, 'prod · globex').getByRole('button', {
      name: 'Roll back, prod · globex',
    });
    await button.waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    const why = await button.evaluate(
      element =>
        document.getElementById(element.getAttribute('aria-describedby'))
          ?.textContent,
    );
    assert.match(why, /may not|may roll back|only/i);
    // It is said once, above the lanes.
    await page
      .getByRole('region', { name: 'What runs where' })
      .getByText(why)
      .waitFor();
    // Not a dead pixel: pressing it opens nothing.
    await button.click({ force: true });
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.context().close();
  });

  it('leaves no error in the console of the browser', () => {
    portal.assertNoConsoleErrors();
  });
});
