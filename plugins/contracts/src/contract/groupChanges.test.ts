import * as story from '../__fixtures__/story';
import { groupChanges, type HitChange } from './groupChanges';

const at = (operation: string, more: Partial<HitChange> = {}): HitChange => ({
  ...story.riskyChange(),
  before: { path: '#/components/schemas/Payment', text: '1' },
  subject: { operation, field: 'state' },
  message: `In ${operation}, state may be new.`,
  ...more,
});

describe('groupChanges', () => {
  it('keeps what one edit does to several operations together', () => {
    const [one, two] = [at('GET /payments'), at('POST /payments')];

    expect(groupChanges([one, story.breakingChange(), two])).toEqual([
      [one, two],
      [story.breakingChange()],
    ]);
  });

  it.each([
    ['verdict', { verdict: 'breaking' }],
    ['rule', { rule: 'other' }],
    ['direction', { direction: 'send' }],
    ['place', { before: { path: '#/elsewhere', text: '1' } }],
    ['example', { counterExample: { value: 'else' } }],
    ['hidden hits', { hiddenHits: 1 }],
    ['hits', { hits: story.breakingChange().hits }],
  ] as const)('tells those of another %s apart', (_, more) => {
    const other = at('POST /payments', more as Partial<HitChange>);

    expect(groupChanges([at('GET /payments'), other])).toHaveLength(2);
  });

  it('never takes two for one that have no place', () => {
    const bare = { before: undefined, after: undefined };

    expect(groupChanges([at('GET /a', bare), at('GET /b', bare)])).toHaveLength(
      2,
    );
  });
});
