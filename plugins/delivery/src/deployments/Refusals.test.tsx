import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { LanesCard } from './LanesCard';
import { rollbackRefusal } from './Refusals';

const OWNER = 'Only its owner may roll back here.';
const FORWARD = 'Acceptance only rolls forward.';

const refused = (tenant: string, reason?: string): Deployment =>
  story.deployment({
    tenant,
    // Not fine, so that it is not folded away.
    health: { status: 'degraded' },
    can: { rollback: { allowed: reason === undefined, reason } },
  });

async function show(sorted: Deployment[]) {
  const onRollBack = jest.fn();
  await renderDelivery(
    <LanesCard
      resource={{
        value: { items: sorted, total: sorted.length },
        loading: false,
        refresh: () => {},
      }}
      sorted={sorted}
      newest={new Map()}
      onChoose={() => {}}
      onRollBack={onRollBack}
      onUndo={() => {}}
    />,
    { api: fakeApi() },
  );
  return onRollBack;
}

const button = (place: string) =>
  screen.getByRole('button', { name: `Roll back, ${place}` });

describe('reasons why nothing can be rolled back', () => {
  it('are said once above the lanes, and by each button that has them', async () => {
    await show(['a', 'b', 'c'].map(tenant => refused(tenant, OWNER)));

    expect(screen.getAllByText(OWNER)).toHaveLength(1);
    for (const lane of screen.getAllByRole('listitem')) {
      expect(lane).not.toHaveTextContent(OWNER);
      const [act] = within(lane).getAllByRole('button', { name: /^Roll back/ });
      expect(act).toHaveAccessibleDescription(OWNER);
      expect(act).toHaveAttribute('title', OWNER);
    }
  });

  it('name their places where others may be rolled back', async () => {
    const onRollBack = await show([refused('a', FORWARD), refused('b')]);

    expect(screen.getByText(`prod · a: ${FORWARD}`)).toBeVisible();
    await userEvent.click(button('prod · a'));
    expect(onRollBack).not.toHaveBeenCalled();
    await userEvent.click(button('prod · b'));
    expect(onRollBack).toHaveBeenCalledTimes(1);
    expect(button('prod · b')).not.toHaveAttribute('title');
  });

  it('are kept apart, each with its places', async () => {
    await show([
      refused('a', OWNER),
      refused('b', FORWARD),
      refused('c', OWNER),
    ]);

    expect(screen.getByText(`prod · a, prod · c: ${OWNER}`)).toBeVisible();
    expect(screen.getByText(`prod · b: ${FORWARD}`)).toBeVisible();
    expect(button('prod · b')).toHaveAccessibleDescription(/rolls forward/);
  });

  it('count the places beyond some', async () => {
    await show([
      refused('free'),
      ...['a', 'b', 'c', 'd', 'e'].map(tenant => refused(tenant, OWNER)),
    ]);

    expect(
      screen.getByText(`prod · a, prod · b, prod · c and 2 more: ${OWNER}`),
    ).toBeVisible();
  });

  it('are none where there is nothing', async () => {
    await show([]);

    expect(screen.queryByRole('paragraph')).not.toBeInTheDocument();
  });
});

describe('rollbackRefusal', () => {
  const of = (change: Partial<Deployment>) =>
    rollbackRefusal(story.deployment(change), 'none');

  it('falls back to words of its own where the backend has none', () => {
    expect(of({ can: { rollback: { allowed: false } } })).toBe('none');
  });

  it('is given where Git names no version, although one may', () => {
    const { desired } = story.deployment();
    expect(of({ desired: { ...desired, version: undefined } })).toBe('none');
    expect(of({})).toBeUndefined();
  });
});
