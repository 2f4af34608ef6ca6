import type {
  ContractChange,
  ContractException,
  ContractRule,
} from '@slipway/backstage-plugin-contracts-common';
import { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import { describeDatabases } from '../__testUtils__/describeDatabases';
import {
  api,
  changeOf,
  contractRow,
  versionRow,
} from '../__testUtils__/landscape';
import { ContractStore } from '../contracts/ContractStore';
import { commonRules } from '../rules/commonRules';
import { judgementOf } from '../states/summarizeContract';
import { NOT_FINISHED } from './basis';
import { VersionJudge } from './VersionJudge';
import { VersionStore } from './VersionStore';

const AT = '2026-11-21T10:00:00.000Z';
const RULE: ContractRule = {
  ...{ id: 'r', title: 'A field is gone', why: 'It was read.' },
  ...{ formats: ['openapi'], verdicts: { receive: 'breaking' } },
  bumpWhenSafe: 'minor',
};
const MILDER: ContractException = {
  ...{ id: 'e', kind: 'rule', rule: 'r', verdict: 'risky', reason: 'Agreed.' },
  ...{ scope: api('a'), owner: 'group:default/x', createdBy: 'user:default/u' },
  ...{ createdAt: AT, expiresAt: '2026-12-21T10:00:00.000Z' },
};

describeDatabases('VersionJudge', database => {
  /** Two contracts of two versions each, and what a comparison finds. */
  async function judgeWith(change: ContractChange) {
    const contracts = ContractStore.create(database());
    const versions = VersionStore.create(database());
    const rows = ['a', 'b'].map(name =>
      contractRow(name, 'p', { seen_at: AT }),
    );
    await contracts.replaceAll(rows, [], AT);
    for (const name of ['a', 'b']) {
      await versions.add(versionRow(name, '1.0.0'));
      await versions.add(versionRow(name, '1.1.0'));
    }
    const state = { change, exceptions: [] as ContractException[] };
    const compare = jest.fn(async () => ({
      ...{ changes: [state.change], judgedAt: AT, tookMs: 1 },
    }));
    const judge = VersionJudge.create({
      ...{ contracts, versions, comparer: { compare } },
      documents: { read: async () => '' },
      exceptions: { holding: async () => state.exceptions },
      rules: RuleBook.create([{ rules: [...commonRules, RULE] }]),
    });
    const verdictOf = async (name: string) => {
      const row = await versions.get(api(name), '1.1.0');
      return row && judgementOf(row)?.verdict;
    };
    const first = await versions.get(api('a'), '1.0.0');
    await judge.judgeFollowers(first!);
    await judge.judgeFollowers({ ...first!, entity_ref: api('b') });
    compare.mockClear();
    return { judge, state, compare, verdictOf };
  }

  it('judges the versions that follow, and the first of all not', async () => {
    const { judge, compare, verdictOf } = await judgeWith(changeOf());
    expect(await verdictOf('a')).toBe('breaking');
    expect(await judge.refresh()).toBe(0);
    expect(compare).not.toHaveBeenCalled();
  });

  it('judges anew what an exception is about, and nothing else', async () => {
    const { judge, state, compare, verdictOf } = await judgeWith(changeOf());
    state.exceptions = [MILDER];
    expect(await judge.refresh()).toBe(1);
    expect(await verdictOf('a')).toBe('risky');
    expect(await verdictOf('b')).toBe('breaking');
    expect(await judge.refresh()).toBe(0);

    state.exceptions = [];
    expect(await judge.refresh()).toBe(1);
    expect(await verdictOf('a')).toBe('breaking');
    expect(compare).toHaveBeenCalledTimes(2);
  });

  it('tries again in another hour what was ended, and not before', async () => {
    const ended = changeOf({ rule: NOT_FINISHED, verdict: 'unknown' });
    const { judge, state, verdictOf } = await judgeWith(ended);
    expect(await verdictOf('a')).toBe('unknown');
    expect(await judge.refresh()).toBe(0);

    state.change = changeOf({ verdict: 'safe' });
    const now = Date.now();
    const clock = jest.useFakeTimers({
      ...{ now: now + 3_600_000, doNotFake: ['nextTick', 'setImmediate'] },
      advanceTimers: true,
    });
    expect(await judge.refresh()).toBe(2);
    clock.useRealTimers();
    expect(await verdictOf('a')).toBe('safe');
  });

  it('stops when it is told to', async () => {
    const { judge, state } = await judgeWith(changeOf());
    state.exceptions = [{ ...MILDER, scope: undefined }];
    expect(await judge.refresh(AbortSignal.abort())).toBe(0);
    expect(await judge.refresh()).toBe(2);
  });
});
