import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import type {
  Deployment,
  DeploymentHealth,
  OperationStep,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import type { DeliveryApi } from '../api/DeliveryApi';
import { fakeApi } from '../__testUtils__/fakeApi';
import { fakeDrawing } from '../__testUtils__/fakeDrawing';
import { fakeSignals, payments, renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeploymentsTab } from '../deployments/DeploymentsTab';
import { OverviewCard } from '../deployments/OverviewCard';
import { DeliveryHome } from '../home/DeliveryHome';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { DeliveryOverview } from '../operations/DeliveryOverview';
import { StepsCard } from '../operations/StepsCard';
import { loadDrawing } from './chart/loadDrawing';

jest.mock('./chart/loadDrawing', () => ({ loadDrawing: jest.fn() }));

const healthy: Deployment['health'] = { status: 'healthy' };
const acme = (): Deployment => ({
  ...story.acme(),
  health: healthy,
  live: { ...story.acme().live, replicas: { desired: 3, ready: 3 } },
});
const globex = () => story.deployment({ tenant: 'globex', cluster: 'eu-2' });

/** Acme burns, globex is measured and healthy. */
function burningApi(
  change: Partial<DeliveryApi> = {},
  health: DeploymentHealth[] = [story.burning(), story.measured()],
) {
  return fakeApi({
    sources: async () => ({
      items: [...story.sources(), story.healthSource()],
    }),
    deployments: async () => ({ items: [acme(), globex()], totalItems: 2 }),
    health: async () => ({ items: health }),
    healthDetails: async () => story.details(),
    ...change,
  });
}

async function show(
  element: ReactElement,
  api = burningApi(),
  signals = fakeSignals(),
) {
  const catalog = catalogApiMock({ entities: [payments] });
  const result = await renderDelivery(
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      {element}
    </TestApiProvider>,
    { api, signals },
  );
  return { api, signals, ...result };
}

const region = (name: string | RegExp) => screen.findByRole('region', { name });
const lane = async (name: string) =>
  within(await region('What runs where')).findByRole('listitem', { name });

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  jest.mocked(loadDrawing).mockResolvedValue(fakeDrawing().Drawing);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the tab of a component that burns', () => {
  it('says so first, and what still runs well', async () => {
    await show(<DeploymentsTab />);

    const banner = await region(/^2\.4\.0 is failing in prod · acme since/);
    expect(banner).toHaveTextContent('globex still runs 2.3.1 and is healthy.');
  });

  it('says in each lane what is measured, and what Git and the runtime agree on', async () => {
    await show(<DeploymentsTab />);

    const bad = await lane('prod · acme');
    expect(bad).toHaveTextContent(/Burning4\.2\s% failed \(n\s=\s3,400\)/);
    expect(bad).toHaveTextContent('In sync with Git · 3 of 3 replicas ready');
    const good = await lane('prod · globex');
    expect(good).toHaveTextContent(/Healthy0\.1\s% failed in the last hour/);
    expect(
      within(good).getByRole('img', { name: /^Failed requests: 0\.1\s%/ }),
    ).toBeInTheDocument();
  });

  it('never calls healthy what its runtime is content with and nobody measured', async () => {
    await show(<DeploymentsTab />, burningApi({}, []));

    expect(await lane('prod · globex')).toHaveTextContent('Not known');
    expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
  });

  it('shows the health of the lane that is chosen', async () => {
    await show(<DeploymentsTab />);
    await region('Health of prod · acme');

    await userEvent.click(await lane('prod · globex'));

    await region('Health of prod · globex');
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'deployment=prod-globex',
    );
  });

  it('goes to what else changed, with its lane chosen', async () => {
    const scroll = jest.fn();
    Element.prototype.scrollIntoView = scroll;
    await show(<DeploymentsTab />);

    await userEvent.click(
      await screen.findByRole('button', { name: 'What else changed' }),
    );

    await waitFor(() => expect(scroll).toHaveBeenCalled());
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'deployment=prod-acme',
    );
  });

  it('says in the history what became worse', async () => {
    await show(<DeploymentsTab />);

    const history = await region('Version history');
    expect(
      await within(history).findByText(/^Burning: 4\.2\s% failed$/),
    ).toBeInTheDocument();
    expect(
      await within(history).findByText(
        /^Failed requests 0\.1 → 4\.2\s% · Latency p95 210 → 640\sms$/,
      ),
    ).toBeInTheDocument();
  });

  it('fills the reason of the rollback from the measurements', async () => {
    await show(<DeploymentsTab />);

    const banner = await region(/^2\.4\.0 is failing/);
    await userEvent.click(
      await within(banner).findByRole('button', { name: 'Roll back to 2.3.1' }),
    );

    expect(await screen.findByRole('textbox', { name: /^Reason/ })).toHaveValue(
      `2.4.0: failed requests 0.1 → 4.2 % since ${screen
        .getByRole('alert', { hidden: true })
        .textContent?.slice(-5)}`,
    );
  });

  it('changes with each round of measuring', async () => {
    const answers = [
      [story.burning()],
      [story.measured({ deploymentId: 'prod-acme' })],
    ];
    const api = burningApi({
      health: async () => ({ items: answers.shift() ?? [] }),
    });
    const { signals } = await show(<DeploymentsTab />, api);
    await screen.findByRole('alert');

    await signals.send({ type: 'health' });

    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });

  it('keeps the words of the runtime where nobody measures', async () => {
    const api = burningApi({
      sources: async () => ({ items: story.sources() }),
    });
    await show(<DeploymentsTab />, api);

    expect(await lane('prod · globex')).toHaveTextContent(/Healthyhealthy for/);
    expect(screen.getByText('Health is not measured here')).toBeInTheDocument();
    expect(api.healthDetails).not.toHaveBeenCalled();
  });

  it('has no violation that axe can find', async () => {
    const { container } = await show(<DeploymentsTab />);
    await region('Health of prod · acme');
    await screen.findByText(/against the hour before it/);

    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(v => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  });
});

describe('the card on the overview', () => {
  it('says what is measured, with a line for each', async () => {
    await show(<OverviewCard />);

    const card = await region('Deployments');
    await within(card).findByText('Burning');
    expect(within(card).getByText('Healthy')).toBeInTheDocument();
    expect(within(card).getAllByRole('img')).toHaveLength(2);
  });
});

describe('the home page', () => {
  it('puts what burns first, with its figures and its line', async () => {
    await show(<DeliveryHome />);

    const card = await region('Needs attention');
    await within(card).findByText('Burning');
    const [first] = within(card).getAllByRole('listitem');
    expect(first).toHaveTextContent(/payments 2\.4\.0 · prod · acme/);
    expect(first).toHaveTextContent(/12\smin · .* 4\.2\s% failed/);
    expect(within(first).getByRole('img')).toBeInTheDocument();
  });

  it('shows what burns although its runtime is silent', async () => {
    const { live } = acme();
    const stale = { ...acme(), live: { ...live, stale: true } };
    await show(
      <DeliveryHome />,
      burningApi({
        deployments: async () => ({ items: [stale], totalItems: 1 }),
      }),
    );

    const card = await region('Needs attention');
    expect(await within(card).findByText('Burning')).toBeInTheDocument();
  });

  it('says of my services how many of their requests fail', async () => {
    await show(<DeliveryHome />);

    const card = await region('My services');
    await within(card).findByText(/^Burning: 4\.2\s% failed$/);
    expect(
      within(card)
        .getAllByRole('columnheader')
        .map(head => head.textContent),
    ).toEqual(['Service', 'Version', expect.stringMatching(/^Failed, 2\sh$/)]);
    expect(within(card).getAllByRole('img')).toHaveLength(2);
  });
});

describe('the Delivery page', () => {
  it('counts health by environment and leads to the worst', async () => {
    await show(
      <DeliveryFrame>
        <DeliveryOverview />
      </DeliveryFrame>,
    );

    const card = await region('Environments');
    expect(await within(card).findByText('1 burning')).toBeInTheDocument();
    expect(within(card).getByText('1 healthy')).toBeInTheDocument();
    expect(
      within(card).getByRole('link', { name: 'worst: payments prod · acme' }),
    ).toHaveAttribute('href', expect.stringContaining('prod-acme'));
  });
});

describe('the step Verifying', () => {
  const steps = async (state: 'not-recovered' | 'not-verified') => {
    const verifying: OperationStep = {
      name: 'verifying',
      status: 'failed',
      attempt: 1,
      message: 'Still 3.9 % failed (n = 1,410).',
    };
    await show(
      <StepsCard
        operation={story.operation({ state, stepDetails: [verifying] })}
      />,
    );
    const items = screen.getAllByRole('listitem');
    return items[items.length - 1];
  };

  it.each(['not-recovered', 'not-verified'] as const)(
    'is no fault when it ended %s',
    async state => {
      const step = await steps(state);

      expect(step).toHaveTextContent('Still 3.9 % failed (n = 1,410).');
      expect(step.querySelector(`[class*="${state}"]`)).toBeInTheDocument();
    },
  );
});
