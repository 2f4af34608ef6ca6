import { fakeAction } from './fakeAction';

describe('fakeAction', () => {
  it('keeps what it was asked for and gives what it was told', async () => {
    const { action, calls } = fakeAction('git:publish', { commit: 'abc' });
    const outputs: Record<string, unknown> = {};
    const context = {
      input: { branch: 'main' },
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    };

    await action.handler(context as never);

    expect(calls).toEqual([{ branch: 'main' }]);
    expect(outputs).toEqual({ commit: 'abc' });
  });

  it('runs in a dry run, like what it stands in for', () => {
    expect(fakeAction('git:publish').action).toMatchObject({
      id: 'git:publish',
      supportsDryRun: true,
    });
  });
});
