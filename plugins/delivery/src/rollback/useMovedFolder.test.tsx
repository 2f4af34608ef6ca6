import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { fakeSignals, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { useMovedFolder } from './useMovedFolder';

function Watcher(props: { rerun(): void }) {
  useMovedFolder(story.acme(), story.COMMITS.v240, props.rerun);
  return <p>watching</p>;
}

async function watch(next: () => Deployment) {
  const rerun = jest.fn();
  const signals = fakeSignals();
  let latest = story.acme();
  const deployment = jest.fn(async () => latest);
  await renderDelivery(
    <DeliveryFrame>
      <Watcher rerun={rerun} />
    </DeliveryFrame>,
    { api: fakeApi({ deployment }), signals },
  );
  await screen.findByText('watching');
  await waitFor(() => expect(deployment).toHaveBeenCalled());
  const asked = deployment.mock.calls.length;
  latest = next();
  await signals.send({
    type: 'deployments',
    topics: [latest.topic],
  });
  return { rerun, asked: () => deployment.mock.calls.length - asked };
}

describe('useMovedFolder', () => {
  it('runs the checks again once when another commit has changed the folder', async () => {
    const acme = story.acme();
    const { rerun } = await watch(() => ({
      ...acme,
      desired: { ...acme.desired, commit: 'f'.repeat(40) },
    }));

    await waitFor(() => expect(rerun).toHaveBeenCalledTimes(1));
  });

  it('does not run them again when only the health has changed', async () => {
    const { rerun, asked } = await watch(() => ({
      ...story.acme(),
      health: { status: 'healthy' },
    }));

    await waitFor(() => expect(asked()).toBeGreaterThan(0));
    expect(rerun).not.toHaveBeenCalled();
  });
});
