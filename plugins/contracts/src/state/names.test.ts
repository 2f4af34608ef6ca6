import {
  CONTRACT_VERDICTS,
  worstVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import * as story from '../__fixtures__/story';
import {
  describePlaces,
  formatDay,
  formatMoment,
  formatTook,
  isUnreadable,
  nameOf,
  shortRef,
} from './names';
import {
  ANSWER_LOOKS,
  EFFECT_LOOKS,
  STATE_LOOKS,
  VERDICT_LOOKS,
  VERDICT_ORDER,
} from './looks';

const now = new Date(story.STORY_NOW);

describe('names', () => {
  it('calls an entity by its name alone', () => {
    expect(nameOf('component:default/batch-settlement')).toBe(
      'batch-settlement',
    );
  });

  it('names an environment once, with each of its tenants once', () => {
    const places = [
      ...[story.place('prod', 'acme'), story.place('acc')],
      ...[story.place('prod', 'globex'), story.place('prod', 'acme')],
    ];

    expect(describePlaces(places)).toBe('prod · acme, globex; acc');
  });

  it('says nothing of no places', () => {
    expect(describePlaces([])).toBe('');
  });

  it('knows from its gaps that the newest version cannot be read', () => {
    const gaps = [{ gap: 'unreadable' as const, message: 'Line 3.' }];

    expect(isUnreadable(story.summary({ gaps }))).toBe(true);
    expect(isUnreadable(story.summary())).toBe(false);
  });
});

describe('shortRef', () => {
  it.each([
    ['component:default/reports', 'component', 'reports'],
    ['component:shop/reports', 'component', 'shop/reports'],
    ['user:default/lead', 'group', 'user:lead'],
    ['reports', 'component', 'reports'],
  ])('leaves out of %s what is usual for a %s', (text, kind, expected) => {
    expect(shortRef(text, kind)).toBe(expected);
  });
});

describe('times', () => {
  it('names the year of a day when it is another one', () => {
    expect(formatDay('2026-11-01', now)).toBe('1 Nov');
    expect(formatDay('2027-01-31', now)).toBe('31 Jan 2027');
  });

  it('names the clock of today, and the day of the past', () => {
    expect(formatMoment(story.STORY_NOW, now)).toMatch(/^today \d\d:07$/);
    expect(formatMoment('2026-11-03T09:00:00.000Z', now)).toBe('3 Nov');
  });

  it.each([
    [0.4, '0 ms'],
    [412, '412 ms'],
    [1_949, '1.9 s'],
  ])('says how long %d ms are', (ms, words) => {
    expect(formatTook(ms)).toBe(words);
  });
});

describe('looks', () => {
  const all = {
    ...{ VERDICT_LOOKS, EFFECT_LOOKS, STATE_LOOKS, ANSWER_LOOKS },
  };

  it.each(Object.entries(all))(
    'never show unknown as fine (%s)',
    (_, looks) => {
      const { unknown } = looks as typeof STATE_LOOKS;

      expect(unknown).toEqual({ tone: 'idle', icon: 'help' });
    },
  );

  it.each(Object.entries(all))(
    'tell each meaning by its icon too (%s)',
    (_, looks) => {
      const icons = Object.values(looks).map(({ icon }) => icon);

      expect(new Set(icons).size).toBe(icons.length);
    },
  );

  it('stand in the order of what must be seen first', () => {
    expect(VERDICT_ORDER[0]).toBe(worstVerdict(CONTRACT_VERDICTS));
    expect([...VERDICT_ORDER].sort()).toEqual([...CONTRACT_VERDICTS].sort());
    expect(VERDICT_ORDER.indexOf('unknown')).toBeLessThan(
      VERDICT_ORDER.indexOf('safe'),
    );
  });
});
