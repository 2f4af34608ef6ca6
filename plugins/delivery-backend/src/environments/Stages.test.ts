import { Stages } from './Stages';

const preview = {
  ...{ kind: 'preview', title: 'Preview {name}', order: 2, reserved: [] },
  ...{ rollback: 'allow' as const, timeToLive: { required: true } },
};
const stages = Stages.create(
  [
    { name: 'dev', title: 'dev', order: 0, rollback: 'allow' },
    { name: 'qa', title: 'QA', order: 1, rollback: 'allow' },
    { name: 'prod', title: 'prod', order: 3, rollback: 'roll-forward-only' },
  ],
  [preview],
);

describe('Stages', () => {
  it('gives what is configured of an environment', () => {
    expect(stages.of({ environment: 'qa' })?.title).toBe('QA');
    expect(stages.of({ environment: 'gone' })).toBeUndefined();
  });

  it('gives what its kind says of an environment that exists only in Git', () => {
    expect(
      stages.of({ environment: 'try-1', environmentKind: 'preview' }),
    ).toEqual({
      ...{ name: 'try-1', title: 'Preview try-1', order: 2, rollback: 'allow' },
    });
  });

  it('lets no kind speak for a configured environment', () => {
    expect(
      stages.of({ environment: 'prod', environmentKind: null })?.rollback,
    ).toBe('roll-forward-only');
  });

  it('sorts those of a kind between the configured ones, unknown ones last', () => {
    const places = [
      { environment: 'gone' },
      { environment: 'dev' },
      { environment: 'try-1', environmentKind: 'preview' },
      { environment: 'prod' },
      { environment: 'qa' },
    ];
    const sorted = [...places].sort(
      (a, b) => stages.distance(a) - stages.distance(b),
    );
    expect(sorted.map(({ environment }) => environment)).toEqual([
      ...['prod', 'try-1', 'qa', 'dev', 'gone'],
    ]);
  });
});
