import { TestApiProvider } from '@backstage/frontend-test-utils';
import { EntityProvider, catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { Revision } from '@slipway/backstage-plugin-delivery-common';
import { screen, waitFor, within } from '@testing-library/react';
import type { DeliveryApi } from '../api/DeliveryApi';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { payments, renderDelivery } from '../__testUtils__/render';
import { keys as t } from '../__testUtils__/words';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { distanceText, NearChanges, ownChanges } from './NearChanges';
import { isNear, MOST_DEPENDENCIES } from './useNearChanges';

const acme = { ...story.acme(), measured: story.burning() };
const at = acme.measured.since!;
const page = (...items: Revision[]) => ({ items, totalItems: items.length });
const ago = (minutes: number) => story.STORY_NOW - minutes * story.MINUTE;
const change = (id: string, minutes: number, more: Partial<Revision> = {}) =>
  story.revision(id, ago(minutes), {
    versionBefore: '4.2.0',
    versionAfter: '4.2.1',
    bump: 'patch',
    subject: `Change ${id}`,
    ...more,
  });

const component = (name: string) => ({
  ...payments,
  metadata: { ...payments.metadata, name },
});
const ledgerApi = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name: 'ledger-api', namespace: 'default' },
  relations: [{ type: 'apiProvidedBy', targetRef: 'component:default/ledger' }],
};

async function show(
  relations: { type: string; targetRef: string }[],
  answers: Partial<DeliveryApi> = {},
  own = page(change('own', 12)),
) {
  const entity = { ...payments, relations };
  const api = fakeApi(answers);
  const catalog = catalogApiMock({
    entities: [entity, component('ledger'), ledgerApi],
  });
  await renderDelivery(
    <TestApiProvider apis={[[catalogApiRef, catalog]]}>
      <EntityProvider entity={entity}>
        <DeliveryFrame>
          <NearChanges
            deployment={acme}
            sorted={[acme]}
            pages={new Map([['prod-acme', own]])}
          />
        </DeliveryFrame>
      </EntityProvider>
    </TestApiProvider>,
    { api },
  );
  return { api };
}

const ledger: Partial<DeliveryApi> = {
  deployments: async ({ entityRef = '' }) => ({
    items: [
      {
        ...story.deployment({ tenant: 'acme' }),
        id: 'ledger-acme',
        entityRef,
        component: 'ledger',
      },
      {
        ...story.deployment({ tenant: 'globex' }),
        id: 'ledger-globex',
        entityRef,
        component: 'ledger',
      },
    ],
    totalItems: 2,
  }),
  revisions: async id =>
    page(change(`${id}-near`, 36), change(`${id}-far`, 400)),
};

describe('isNear', () => {
  it('reaches two hours back and half an hour ahead', () => {
    const from = (minutes: number) =>
      isNear(story.iso(Date.parse(at) + minutes * story.MINUTE), at);

    expect([-121, -119, 0, 29, 31].map(from)).toEqual([
      ...[false, true, true, true, false],
    ]);
  });
});

describe('distanceText', () => {
  it.each([
    [0, 'near.same'],
    [0.5, 'near.same'],
    [-24, 'near.before|time.minutes|24'],
    [5, 'near.after|time.minutes|5'],
  ])('says of %d minutes %s', (minutes, text) => {
    const iso = story.iso(Date.parse(at) + minutes * story.MINUTE);

    expect(distanceText(iso, at, t)).toBe(text);
  });
});

describe('ownChanges', () => {
  it('are those near the moment that the branch still holds', () => {
    const pages = new Map([
      [
        'prod-acme',
        page(
          change('a', 12),
          change('b', 20, { rewritten: true }),
          change('c', 900),
        ),
      ],
    ]);

    expect(
      ownChanges([acme, story.deployment()], pages, at).map(
        ({ revision }) => revision.id,
      ),
    ).toEqual(['a']);
  });
});

describe('NearChanges', () => {
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('lists own changes and those of dependencies, newest first', async () => {
    await show(
      [{ type: 'dependsOn', targetRef: 'component:default/ledger' }],
      ledger,
    );

    const part = await screen.findByRole('region', {
      name: /^What changed near .*, here and in what payments depends on$/,
    });
    await within(part).findByText('Change ledger-acme-near');
    const rows = within(part).getAllByRole('row');
    expect(rows[0]).toHaveTextContent('same minute');
    expect(rows[1]).toHaveTextContent(/4\.2\.0 → 4\.2\.1.*24\smin before$/);
    expect(rows).toHaveLength(2);
    expect(part).not.toHaveTextContent('far');
  });

  it('looks at the same tenant only', async () => {
    const { api } = await show(
      [{ type: 'dependsOn', targetRef: 'component:default/ledger' }],
      ledger,
    );
    await screen.findByText('Change ledger-acme-near');

    expect(api.deployments).toHaveBeenCalledWith(
      { entityRef: 'component:default/ledger', environment: 'prod' },
      expect.anything(),
    );
    expect(api.revisions.mock.calls.map(([id]) => id)).toEqual(['ledger-acme']);
  });

  it('finds who stands behind an API that is consumed', async () => {
    await show(
      [{ type: 'consumesApi', targetRef: 'api:default/ledger-api' }],
      ledger,
    );

    expect(
      await screen.findByText('Change ledger-acme-near'),
    ).toBeInTheDocument();
  });

  it('asks for nothing that is no component', async () => {
    const { api } = await show([
      { type: 'dependsOn', targetRef: 'resource:default/database' },
    ]);

    await screen.findByText('Nothing else changed near then.');
    expect(api.deployments).not.toHaveBeenCalled();
  });

  it('says when dependencies were left out', async () => {
    const { api } = await show(
      Array.from({ length: MOST_DEPENDENCIES + 1 }, (_, n) => ({
        type: 'dependsOn',
        targetRef: `component:default/c${n}`,
      })),
      { deployments: async () => ({ items: [], totalItems: 0 }) },
    );

    await screen.findByText(/^Only the first 8 dependencies/);
    expect(api.deployments).toHaveBeenCalledTimes(MOST_DEPENDENCIES);
  });

  it('keeps own changes when the others cannot be read', async () => {
    await show([{ type: 'dependsOn', targetRef: 'component:default/ledger' }], {
      deployments: async () => {
        throw await failure(503, 'The database does not answer');
      },
    });

    await screen.findByText(
      'Changes elsewhere could not be read: The database does not answer',
    );
    expect(screen.getByText('Change own')).toBeInTheDocument();
  });

  it('says configuration of a change that left the version', async () => {
    await show([], {}, page(change('own', 12, { kind: 'config' })));

    expect(await screen.findByText('configuration only')).toBeInTheDocument();
  });

  it('does not ask again for the same moment', async () => {
    const { api } = await show(
      [{ type: 'dependsOn', targetRef: 'component:default/ledger' }],
      ledger,
    );
    await screen.findByText('Change ledger-acme-near');

    await waitFor(() => expect(api.deployments).toHaveBeenCalledTimes(1));
  });
});
