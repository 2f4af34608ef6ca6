import type { EntityEdge } from '@backstage/plugin-catalog-graph';
import { screen } from '@testing-library/react';
import * as story from '../__fixtures__/story';
import { fails, fakeApi } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import { GraphStatesProvider } from './GraphStates';
import { RelationLabel } from './RelationLabel';

const PAYMENTS = 'component:default/payments';
const OFFERED = 'api:default/payments-api';
const USED = 'api:default/ledger-api';

const edge = (from: string, to: string, ...relations: string[]) =>
  ({ from, to, relations, label: 'visible' }) as EntityEdge;

const PROVIDES = edge(OFFERED, PAYMENTS, 'apiProvidedBy', 'providesApi');
const CONSUMES = edge(PAYMENTS, USED, 'consumesApi', 'apiConsumedBy');

async function show(
  edges: EntityEdge[],
  ofComponent: ContractsApi['ofComponent'],
) {
  const api = fakeApi({ ofComponent });
  await renderContracts(
    <GraphStatesProvider>
      <svg>
        {edges.map(each => (
          <g key={each.relations.join()} data-testid="label">
            <RelationLabel edge={each} />
          </g>
        ))}
      </svg>
    </GraphStatesProvider>,
    { api },
  );
  const labels = screen.getAllByTestId('label').map(each => each.textContent);
  return { api, labels };
}

type Verdicts = Parameters<typeof story.consumer>[2][];

const answer = (...versions: Verdicts) => ({
  entityRef: PAYMENTS,
  provides: [story.summary({ entityRef: OFFERED, state: 'breaks' })],
  consumes: [
    {
      ...story.summary({ entityRef: USED }),
      versions: versions.map((change, index) =>
        story.consumer('payments', `2.${index}.0`, change),
      ),
    },
  ],
});

describe('the label of a relation', () => {
  it('says what stands with the contract, and asks once for a component', async () => {
    const { api, labels } = await show([PROVIDES, CONSUMES], async () =>
      answer({ verdict: 'safe' }, { verdict: 'risky' }),
    );

    expect(labels).toEqual([
      'apiProvidedBy / providesApi⊗ would break',
      'consumesApi / apiConsumedBy△ risky',
    ]);
    expect(api.ofComponent).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['breaking', '⊗ would break'],
    ['unknown', '? not known'],
    ['safe', '✓ fine'],
  ] as const)('says of a consumer that is %s: %s', async (verdict, words) => {
    const { labels } = await show([CONSUMES], async () => answer({ verdict }));

    expect(labels).toEqual([`consumesApi / apiConsumedBy${words}`]);
  });

  it('calls nobody fine who never declared what is used', async () => {
    const { labels } = await show([CONSUMES], async () =>
      answer({ verdict: 'safe' }, { verdict: 'safe', evidence: ['seen'] }),
    );

    expect(labels).toEqual(['consumesApi / apiConsumedBy= nothing changed']);
  });

  it('says nothing of a consumer that lives nowhere', async () => {
    const { labels } = await show([CONSUMES], async () => answer());

    expect(labels).toEqual(['consumesApi / apiConsumedBy']);
  });

  it('says nothing where the state may not be seen', async () => {
    const { labels } = await show([PROVIDES], fails(403, 'You may not.'));

    expect(labels).toEqual(['apiProvidedBy / providesApi']);
  });

  it('leaves other relations as they are, and asks nothing', async () => {
    const { api, labels } = await show(
      [edge('group:default/a', PAYMENTS, 'ownerOf', 'ownedBy')],
      async () => answer(),
    );

    expect(labels).toEqual(['ownerOf / ownedBy']);
    expect(api.ofComponent).not.toHaveBeenCalled();
  });
});
