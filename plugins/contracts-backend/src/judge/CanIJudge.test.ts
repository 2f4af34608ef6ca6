import type {
  CanIRequest,
  ContractException,
} from '@slipway/backstage-plugin-contracts-common';
import {
  api,
  changeOf,
  component,
  contractRow,
  judgeBy,
  landscapeOf,
  liveRow,
  type Told,
  versionRow,
} from '../__testUtils__/landscape';
import { CanIJudge } from './CanIJudge';
import { summarizeCanI } from './summarizeCanI';

const BASE: Told = {
  contracts: [contractRow('payments-api', 'payments')],
  consumes: [['invoices', 'payments-api']],
  versions: ['2.2.3', '2.3.0', '2.4.0'].map(version =>
    versionRow('payments-api', version),
  ),
  needs: {
    'invoices@3.8.0': [
      {
        ...{ contract: 'payments-api', builtAgainst: '2.3.0' },
        uses: [{ operation: 'GET /payments/{id}', receives: ['settledAt'] }],
      },
    ],
  },
  live: [
    liveRow('payments', '2.4.0', 'prod', 'acme'),
    liveRow('invoices', '3.8.0', 'prod', 'acme'),
  ],
};
const BREAKS = { '2.3.0→2.2.3': [changeOf()] };

async function ask(
  wanted: Partial<CanIRequest>,
  told: Told = {},
  changes: Parameters<typeof judgeBy>[0] = BREAKS,
) {
  const request: CanIRequest = {
    ...{ component: component('payments'), version: '2.2.3' },
    ...{ environment: 'prod', action: 'rollback', ...wanted },
  };
  const landscape = landscapeOf({ ...BASE, ...told });
  const found = await CanIJudge.create(judgeBy(changes)).findings({
    ...{ request, landscape },
  });
  return summarizeCanI(request, found, { ruleset: 'r' });
}

describe('whether a provider may come back', () => {
  it('is blocked by a live consumer that needs more, with its name and what it needs', async () => {
    const result = await ask({});

    expect(result).toMatchObject({
      ...{ answer: 'blocked', asked: 1 },
      message:
        'payments 2.2.3 may not come back to prod: it does not fit invoices 3.8.0.',
    });
    expect(result.findings[0]).toMatchObject({
      ...{ counterpart: 'consumer', field: 'settledAt' },
      consumer: { entityRef: component('invoices'), version: '3.8.0' },
      provider: { entityRef: component('payments'), version: '2.2.3' },
      places: [{ environment: 'prod', tenant: 'acme' }],
      message: 'invoices 3.8.0 would break. settledAt is gone.',
      ...{ rule: 'r', compared: { from: '2.3.0', to: '2.2.3' } },
    });
    expect(result.waysOut).toHaveLength(2);
  });

  it('asks only those of the same environment and tenant', async () => {
    const elsewhere = { live: [liveRow('invoices', '3.8.0', 'qa')] };
    expect(await ask({}, elsewhere)).toMatchObject({
      ...{ answer: 'allowed', asked: 0 },
    });
    expect(await ask({ tenant: 'globex' })).toMatchObject({ asked: 0 });
    expect(await ask({ tenant: 'acme' })).toMatchObject({ asked: 1 });
    const shared = { live: [liveRow('invoices', '3.8.0', 'prod')] };
    expect(await ask({ tenant: 'globex' }, shared)).toMatchObject({ asked: 1 });
  });

  it('asks each of two versions that live side by side', async () => {
    const result = await ask(
      {},
      {
        live: [liveRow('invoices', '3.8.0'), liveRow('invoices', '3.7.0')],
        needs: {
          ...BASE.needs,
          'invoices@3.7.0': [
            {
              ...{ contract: 'payments-api', builtAgainst: '2.3.0' },
              uses: [{ operation: 'POST /payments' }],
            },
          ],
        },
      },
    );
    expect(
      result.findings.map(({ answer, consumer }) => [answer, consumer.version]),
    ).toEqual([
      ['blocked', '3.8.0'],
      ['allowed', '3.7.0'],
    ]);
  });

  it('is unknown when its contract was never recorded', async () => {
    expect(await ask({ version: '1.0.0' })).toMatchObject({
      answer: 'unknown',
      message:
        'Whether payments 1.0.0 may come back to prod could not be told: invoices 3.8.0 could not be judged.',
    });
  });

  it('finds the version of the contract that a release was published with', async () => {
    const told: Told = {
      versions: [
        versionRow('payments-api', '2.3.0'),
        versionRow('payments-api', '9.0.0'),
      ],
      releases: [['payments', 'build-77', 'payments-api', '9.0.0']],
    };
    const changes = { '2.3.0→9.0.0': [changeOf()] };
    expect(await ask({ version: 'build-77' }, told, changes)).toMatchObject({
      answer: 'blocked',
    });
  });

  it('passes over a consumer that may break by an exception, and names it', async () => {
    const exception: ContractException = {
      ...{ id: 'e', kind: 'block', consumer: component('invoices') },
      ...{ environment: 'prod', owner: 'group:default/team-a', reason: 'Ok.' },
      ...{ createdBy: 'user:default/a', createdAt: '2026-11-20' },
      expiresAt: '2026-12-01',
    };
    const result = await ask({}, { exceptions: [exception] });
    expect(result.answer).toBe('allowed');
    expect(result.findings[0]).toMatchObject({
      ...{ answer: 'allowed', exception: { id: 'e' } },
      message: 'invoices 3.8.0 would break. settledAt is gone.',
    });
    const other = { ...exception, environment: 'qa' };
    expect(await ask({}, { exceptions: [other] })).toMatchObject({
      answer: 'blocked',
    });
  });
});

describe('whether a consumer may come back', () => {
  const DATABASE: Told = {
    contracts: [contractRow('ledger-db', 'ledger', { type: 'sql' })],
    consumes: [['batch', 'ledger-db']],
    versions: ['4.1.0', '4.2.0'].map(version =>
      versionRow('ledger-db', version, { type: 'sql' }),
    ),
    needs: {
      'batch@1.11.2': [
        {
          ...{ contract: 'ledger-db', role: 'caller', builtAgainst: '4.1.0' },
          uses: [{ operation: 'POST /payments' }],
        },
      ],
    },
    live: [liveRow('ledger', '4.2.0'), liveRow('batch', '1.12.0')],
  };
  const GONE = {
    '4.1.0→4.2.0': [
      changeOf({
        ...{ message: 'close_day is gone.', direction: undefined },
        ...{ role: 'caller', subject: { operation: 'POST /payments' } },
      }),
    ],
  };
  const batch = { component: component('batch'), version: '1.11.2' };

  it('is blocked by what lives and offers no longer what that version needs', async () => {
    const result = await ask(batch, DATABASE, GONE);

    expect(result).toMatchObject({
      answer: 'blocked',
      message:
        'batch 1.11.2 may not come back to prod: it does not fit ledger 4.2.0.',
    });
    expect(result.findings[0]).toMatchObject({
      counterpart: 'provider',
      provider: { entityRef: component('ledger'), version: '4.2.0' },
      message: 'batch 1.11.2 would break with ledger 4.2.0. close_day is gone.',
    });
  });

  it('does not hold a database against who uses it when its owner goes back, for it stays', async () => {
    const owner = { component: component('ledger'), version: '4.1.0' };
    const told: Told = {
      ...DATABASE,
      needs: {
        'batch@1.12.0': [{ contract: 'ledger-db', builtAgainst: '4.2.0' }],
      },
    };
    const changes = { '4.2.0→4.1.0': [changeOf({ subject: {} })] };
    expect(await ask(owner, told, changes)).toMatchObject({ asked: 0 });
    expect(
      await ask({ ...owner, action: 'deploy' }, told, changes),
    ).toMatchObject({ answer: 'blocked' });
  });

  it('holds an owner that goes back against its own database as it is', async () => {
    const told: Told = {
      ...DATABASE,
      needs: {
        'ledger@4.1.0': [{ contract: 'ledger-db', builtAgainst: '4.1.0' }],
      },
    };
    const owner = { component: component('ledger'), version: '4.1.0' };
    expect(await ask(owner, told, GONE)).toMatchObject({ answer: 'blocked' });
  });

  it('is held against what the database became, though an earlier version runs again', async () => {
    const back: Told = {
      ...DATABASE,
      live: [liveRow('ledger', '4.1.0'), liveRow('batch', '1.12.0')],
    };
    const lived: Told = { ...back, lived: [['ledger', '4.2.0', 'prod']] };
    const elsewhere: Told = { ...back, lived: [['ledger', '4.2.0', 'qa']] };

    expect(await ask(batch, back, GONE)).toMatchObject({ answer: 'allowed' });
    expect(await ask(batch, lived, GONE)).toMatchObject({ answer: 'blocked' });
    expect(await ask(batch, elsewhere, GONE)).toMatchObject({
      answer: 'allowed',
    });
  });

  it('is unknown when it never declared what it needs', async () => {
    const result = await ask(
      { ...batch, version: '1.0.0' },
      { ...DATABASE, needs: {} },
      GONE,
    );
    expect(result.answer).toBe('unknown');
  });

  it('names the contract that it is about', async () => {
    const { findings } = await ask(batch, DATABASE, GONE);
    expect(findings[0].contract).toBe(api('ledger-db'));
  });
});

describe('what cannot be seen', () => {
  const shop = { component: component('shop'), version: '7.4.2' };
  const told: Told = {
    needs: {
      'shop@7.4.2': [{ contract: 'payments-api', builtAgainst: '2.3.0' }],
    },
  };

  it('is a provider that does not live there', async () => {
    const result = await ask(shop, { ...told, live: [] }, {});
    expect(result).toMatchObject({
      answer: 'unknown',
      findings: [
        {
          message:
            'shop 7.4.2 could not be judged. Nobody who lives in prod offers payments-api.',
        },
      ],
    });
  });

  it('is a contract that is gone from the catalog', async () => {
    const result = await ask(shop, { ...told, contracts: [] }, {});
    expect(result).toMatchObject({
      answer: 'unknown',
      findings: [{ contract: api('payments-api') }],
    });
  });

  it('is what a silent runtime last said, though it would fit', async () => {
    const rows = [liveRow('payments', '2.4.0'), liveRow('invoices', '3.8.0')];
    const stale = rows.map(row => ({ ...row, stale: true }));
    const { answer, findings } = await ask({}, { live: stale }, {});
    expect(answer).toBe('unknown');
    expect(findings[0].message).toContain('as last seen');
    expect(await ask({}, { live: stale })).toMatchObject({ answer: 'blocked' });
  });

  it('is not somebody outside: the newest version of theirs counts', async () => {
    const outside: Told = {
      ...told,
      contracts: [contractRow('payments-api', 'x', { providers: '[]' })],
    };
    expect(await ask(shop, outside, {})).toMatchObject({ answer: 'allowed' });
    const broken = { '2.3.0→2.4.0': [changeOf()] };
    expect(await ask(shop, outside, broken)).toMatchObject({
      answer: 'blocked',
    });
  });

  it('is a type that operations share, when it breaks', async () => {
    const changes = {
      '2.3.0→2.2.3': [changeOf({ subject: { operation: 'Money' } })],
    };
    const { answer, findings } = await ask({}, {}, changes);
    expect(answer).toBe('unknown');
    expect(findings[0].message).toContain(
      'Whether it is hit could not be told',
    );
  });
});

describe('the answer to a whole question', () => {
  it('is allowed where nobody is known, and says so', async () => {
    expect(await ask({ component: component('alone') })).toMatchObject({
      ...{ answer: 'allowed', asked: 0, waysOut: [] },
      message: expect.stringContaining('nothing that lives there is known'),
    });
  });

  it.each([
    ['deploy', 'may not be deployed to prod'],
    ['promote', 'may not go on to prod'],
  ] as const)('says what was asked: %s', async (action, words) => {
    expect((await ask({ action })).message).toContain(words);
  });
});
