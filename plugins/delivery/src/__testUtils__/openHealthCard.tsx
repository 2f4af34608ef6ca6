import type { DeploymentHealthDetails } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { HealthCard } from '../health/HealthCard';
import { useHealthView } from '../health/range';
import { useHealthDetails } from '../health/useHealth';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { fakeApi } from './fakeApi';
import { renderDelivery } from './render';

const acme = { ...story.acme(), measured: story.burning() };

function Card(props: { measured?: boolean }) {
  const view = useHealthView();
  const details = useHealthDetails(acme, view.asked);
  const deployment = props.measured === false ? story.acme() : acme;
  return <HealthCard {...{ deployment, details, view }} near={<p>near</p>} />;
}

/** The health of prod · acme, as its tab shows it. */
export async function openHealthCard(
  answer: () => Promise<DeploymentHealthDetails> = async () => story.details(),
  options: { path?: string; measured?: boolean } = {},
) {
  const api = fakeApi({ healthDetails: answer });
  await renderDelivery(
    <DeliveryFrame>
      <Card measured={options.measured} />
    </DeliveryFrame>,
    { api, path: options.path },
  );
  return { api };
}

/** An answer of the story with something else in it. */
export const healthDetails =
  (change: Partial<DeploymentHealthDetails>) => async () =>
    story.details(change);
