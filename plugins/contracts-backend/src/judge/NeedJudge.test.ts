import { nameOf } from './names';
import type { ContractNeed } from '@slipway/backstage-plugin-contracts-common';
import {
  api,
  changeOf,
  component,
  contractRow,
  judgeBy,
  landscapeOf,
  type Told,
  versionRow,
} from '../__testUtils__/landscape';

const CONTRACT = contractRow('payments-api', 'payments');
const VERSIONS = ['2.2.3', '2.3.0', '2.4.0'].map(version =>
  versionRow('payments-api', version),
);
const READS: Partial<ContractNeed> = {
  ...{ contract: 'payments-api', builtAgainst: '2.3.0' },
  uses: [{ operation: 'GET /payments/{id}', receives: ['settledAt'] }],
};
const consumer = { entityRef: component('invoices'), version: '3.8.0' };

function ask(
  judge: ReturnType<typeof judgeBy>,
  target: string | undefined,
  needs: Partial<ContractNeed>[] | undefined,
  more: Told & { worksWith?: string[] } = {},
) {
  const landscape = landscapeOf({
    ...{ contracts: [CONTRACT], versions: VERSIONS },
    needs: needs && { 'invoices@3.8.0': needs },
    ...more,
  });
  return judge.judge({
    ...{ consumer, contract: CONTRACT, landscape },
    target: target
      ? landscape.versionOf(api('payments-api'), target)
      : undefined,
    worksWith: (more.worksWith ?? []).flatMap(
      version => landscape.versionOf(api('payments-api'), version) ?? [],
    ),
  });
}

describe('a consumer that declared what it uses', () => {
  const judge = judgeBy({ '2.3.0→2.2.3': [changeOf()] });

  it('breaks when what it uses is gone since the version it was built against', async () => {
    expect(await ask(judge, '2.2.3', [READS])).toMatchObject({
      ...{ verdict: 'breaking', message: 'settledAt is gone.' },
      ...{ operation: 'GET /payments/{id}', field: 'settledAt' },
    });
  });

  it('is fine when only what it does not use is gone', async () => {
    const other = {
      ...READS,
      uses: [{ operation: 'GET /payments/{id}', receives: ['state'] }],
    };
    expect(await ask(judge, '2.2.3', [other])).toMatchObject({
      ...{ verdict: 'safe', message: 'All that it needs is offered.' },
    });
  });

  it('breaks when the version has no such operation at all', async () => {
    const without = judgeBy({}, { '2.2.3': ['POST /payments'] });
    expect(await ask(without, '2.2.3', [READS])).toMatchObject({
      verdict: 'breaking',
      message:
        'It uses GET /payments/{id}, which payments-api 2.2.3 does not have.',
    });
  });

  it('breaks when the version is none of those it says to live with', async () => {
    const need = { ...READS, versions: '>=2.3.0 <3.0.0' };
    expect(await ask(judgeBy({}), '2.2.3', [need])).toMatchObject({
      verdict: 'breaking',
      message:
        'It declares to need payments-api >=2.3.0 <3.0.0, and 2.2.3 is none of these.',
    });
    expect(await ask(judgeBy({}), '2.4.0', [need])).toMatchObject({
      verdict: 'safe',
    });
  });

  it('is held against what it meets when it does not say what it was built against', async () => {
    const { builtAgainst: _gone, ...need } = READS;
    expect(await ask(judge, '2.2.3', [need])).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('which version of payments-api'),
    });
    const met = judgeBy({ '2.4.0→2.2.3': [changeOf()] });
    expect(
      await ask(met, '2.2.3', [need], { worksWith: ['2.4.0'] }),
    ).toMatchObject({ verdict: 'breaking' });
  });

  it('is unknown for a version that was never recorded', async () => {
    expect(await ask(judge, undefined, [READS])).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('was never recorded'),
    });
  });

  it('keeps unknown above risky, and shows the change with an example first', async () => {
    const mixed = judgeBy({
      '2.3.0→2.4.0': [
        changeOf({ verdict: 'risky', message: 'Risky.' }),
        changeOf({ verdict: 'unknown', message: 'Not told.' }),
        changeOf({
          ...{ verdict: 'unknown', message: 'With an example.' },
          counterExample: { value: 1 },
        }),
      ],
    });
    expect(await ask(mixed, '2.4.0', [READS])).toMatchObject({
      ...{ verdict: 'unknown', message: 'With an example.' },
    });
  });

  it('is judged by the worst of its needs', async () => {
    const all = { contract: 'payments-api', builtAgainst: '2.4.0' };
    expect(await ask(judge, '2.2.3', [all, READS])).toMatchObject({
      verdict: 'breaking',
    });
  });

  it('follows an exception from a rule', async () => {
    const exceptions = [
      {
        ...{ id: 'e', kind: 'rule' as const, rule: 'r', owner: 'group:a' },
        ...{ verdict: 'risky' as const, reason: 'Agreed.', createdBy: 'u' },
        ...{ createdAt: '2026-11-01', expiresAt: '2026-12-01' },
      },
    ];
    expect(await ask(judge, '2.2.3', [READS], { exceptions })).toMatchObject({
      ...{ verdict: 'risky', change: { exception: { id: 'e' } } },
    });
  });
});

describe('a consumer that declared nothing', () => {
  it('is fine when nothing changed that anybody could mind', async () => {
    const judge = judgeBy({ '2.4.0→2.3.0': [changeOf({ verdict: 'safe' })] });
    expect(
      await ask(judge, '2.3.0', undefined, { worksWith: ['2.4.0'] }),
    ).toMatchObject({ verdict: 'safe' });
  });

  it('is unknown, and not broken, when something did', async () => {
    const judge = judgeBy({ '2.4.0→2.2.3': [changeOf()] });
    expect(
      await ask(judge, '2.2.3', undefined, { worksWith: ['2.4.0'] }),
    ).toMatchObject({
      verdict: 'unknown',
      message: 'What it uses is not declared. settledAt is gone.',
    });
  });

  it('is unknown when it is not known what it works with', async () => {
    expect(await ask(judgeBy({}), '2.2.3', undefined)).toMatchObject({
      verdict: 'unknown',
    });
  });

  it('says that it calls, when that was seen', async () => {
    const calls: [string, string, number][] = [
      [nameOf(consumer.entityRef), 'payments', 12],
    ];
    const { message } = await ask(judgeBy({}), '2.2.3', undefined, {
      ...{ calls, worksWith: ['2.4.0'] },
    });
    expect(message).toMatch(/^It calls but never declared what it uses/);
  });
});
