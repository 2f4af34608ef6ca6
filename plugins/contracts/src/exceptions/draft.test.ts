import { keys } from '../__testUtils__/words';
import {
  dayFromNow,
  daysOf,
  draftFrom,
  emptyDraft,
  type ExceptionDraft,
  missingOf,
  nameToType,
  readRef,
  toException,
} from './draft';

const now = new Date('2026-11-19T12:00:00');

const draft = (change: Partial<ExceptionDraft> = {}): ExceptionDraft => ({
  ...emptyDraft(now),
  ...{ consumer: 'batch-settlement', owner: 'team-finance' },
  ...{ reason: 'Replaced soon', typed: 'batch-settlement' },
  ...change,
});

describe('days', () => {
  it('are those of the person, from tomorrow to a year', () => {
    expect(daysOf(now)).toEqual({ min: '2026-11-20', max: '2027-11-19' });
    expect(dayFromNow(14, now)).toBe('2026-12-03');
  });

  it('end two weeks from now unless told otherwise', () => {
    expect(emptyDraft(now).day).toBe('2026-12-03');
  });
});

describe('readRef', () => {
  it.each([
    ['reports', 'component', 'component:default/reports'],
    [' group:default/team-a ', 'group', 'group:default/team-a'],
    ['user:lead', 'group', 'user:default/lead'],
    ['', 'group', undefined],
    ['a:b:c', 'group', undefined],
  ])('reads "%s"', (text, kind, expected) => {
    expect(readRef(text, kind)).toBe(expected);
  });
});

describe('draftFrom', () => {
  it('takes what the address brings along', () => {
    const query = new URLSearchParams({
      ...{ ask: 'block', consumer: 'component:default/reports' },
      ...{ scope: 'api:default/payments-api', environment: 'prod' },
    });

    expect(draftFrom(query, now)).toEqual({
      ...emptyDraft(now),
      ...{ consumer: 'component:default/reports', environment: 'prod' },
      scope: 'api:default/payments-api',
    });
  });

  it.each(['', 'ask=everything', 'consumer=reports'])(
    'is none where "%s" asks for nothing',
    text => {
      expect(draftFrom(new URLSearchParams(text), now)).toBeUndefined();
    },
  );

  it('leaves out what names nothing', () => {
    const query = new URLSearchParams('ask=rule&consumer=a:b:c&rule=sql-x');
    expect(draftFrom(query, now)).toMatchObject({
      ...{ kind: 'rule', rule: 'sql-x', consumer: '', scope: '' },
    });
  });
});

describe('missingOf', () => {
  it('is nothing when all is said', () => {
    expect(missingOf(draft(), keys, now)).toBeUndefined();
    expect(
      missingOf(
        draft({ kind: 'rule', rule: 'sql-x', typed: 'sql-x' }),
        ...([keys, now] as const),
      ),
    ).toBeUndefined();
  });

  it.each([
    [{ consumer: ' ' }, 'ask.needsConsumer'],
    [{ consumer: 'a:b:c' }, 'ask.noEntity|a:b:c'],
    [{ kind: 'rule' }, 'ask.needsRule'],
    [{ owner: '' }, 'ask.needsOwner'],
    [{ owner: 'a:b:c' }, 'ask.noEntity|a:b:c'],
    [{ reason: '\n' }, 'ask.needsReason'],
    [{ day: '' }, 'ask.needsDay'],
    [{ day: '2026-11-19' }, 'ask.needsDay'],
    [{ day: '2027-11-20' }, 'ask.needsDay'],
    [{ typed: 'batch' }, 'ask.needsConfirm|batch-settlement'],
  ] as const)('says of %j that it needs more', (change, words) => {
    expect(missingOf(draft(change), keys, now)).toBe(words);
  });
});

describe('nameToType', () => {
  it('is the name of what is let through', () => {
    expect(nameToType(draft({ consumer: 'component:default/Reports' }))).toBe(
      'reports',
    );
    expect(nameToType(draft({ kind: 'rule', rule: 'sql-x' }))).toBe('sql-x');
    expect(nameToType(draft({ consumer: '' }))).toBe('');
  });
});

describe('toException', () => {
  it('lets a consumer pass, in one environment or all', () => {
    expect(toException(draft({ environment: 'qa' }))).toEqual({
      ...{ kind: 'block', consumer: 'component:default/batch-settlement' },
      ...{ environment: 'qa', owner: 'group:default/team-finance' },
      reason: 'Replaced soon',
      expiresAt: new Date('2026-12-03T23:59:59').toISOString(),
    });
    expect(toException(draft())).not.toHaveProperty('environment');
  });

  it('judges a rule otherwise, for a scope or everywhere', () => {
    const rule = draft({
      ...{ kind: 'rule', rule: 'sql-x', verdict: 'safe' },
      ...{ scope: 'system:default/retail', environment: 'qa' },
    });

    expect(toException(rule)).toMatchObject({
      ...{ kind: 'rule', rule: 'sql-x', verdict: 'safe' },
      scope: 'system:default/retail',
    });
    expect(toException(rule)).not.toHaveProperty('consumer');
    expect(toException(rule)).not.toHaveProperty('environment');
  });
});
