import type {
  Deployment,
  Operation,
} from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import { PATH, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

const FILE = `${PATH}/values.yaml`;

describe('an operation that Git has gone on from', () => {
  const on = useOperations();

  const passed = (id: string) =>
    on.started.until<Operation>(`/operations/${id}`, found =>
      Boolean(found.passedOverBy),
    );
  async function rolledBack() {
    const { body } = await on.ask(on.body());
    const ended = await on.ended(body.id);
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => found.desired.version === '2.3.1',
    );
    return ended;
  }

  it('says that nothing has passed it over while its version stands', async () => {
    await on.start();

    const first = await rolledBack();

    expect(first.passedOverBy).toBeUndefined();
    expect(first.can.undo).toBe(true);
    expect(first.topic).toBe(on.deployment.topic);
  });

  it('names the undo that took it back', async () => {
    await on.start();
    const first = await rolledBack();
    const answer = await on.ask({
      ...on.body({ version: '2.4.0', undoes: first.id }),
      type: 'undo',
      expected: { version: '2.3.1', commit: first.commit },
    });

    const undone = await passed(first.id);

    expect(undone.passedOverBy).toEqual({
      version: '2.4.0',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      commit: on.git.head(),
      commitUrl: `https://git.example.org/gitops/commit/${on.git.head()}`,
      author: expect.any(String),
      operationId: answer.body.id,
      undone: true,
    });
    expect(undone.can.undo).toBe(false);
    const undo = await on.ended(answer.body.id);
    expect(undo.passedOverBy).toBeUndefined();
  });

  it('names the commit where somebody pushed another version by hand', async () => {
    await on.start();
    const first = await rolledBack();
    on.git.run(['pull', '-q', 'origin', 'main']);
    on.git.commit({
      files: { [FILE]: helmValues('2.4.1') },
      author: 'dev-7',
    });

    const { passedOverBy } = await passed(first.id);

    expect(passedOverBy).toMatchObject({
      version: '2.4.1',
      author: 'dev-7',
      commit: on.git.head(),
      undone: false,
    });
    expect(passedOverBy?.operationId).toBeUndefined();
  });

  it('is not passed over by a commit that leaves the version', async () => {
    await on.start();
    const first = await rolledBack();
    on.git.run(['pull', '-q', 'origin', 'main']);
    on.git.commit({ files: { [`${PATH}/README.md`]: 'Text' } });
    await on.started.until<Deployment>(
      `/deployments/${on.deployment.id}`,
      found => found.desired.commit === on.git.head(),
    );

    const { body } = await on.started.api.get(
      `/api/delivery/v1/operations/${first.id}`,
    );

    expect(body.passedOverBy).toBeUndefined();
  });

  it('says so when the folder is gone, and offers no undo', async () => {
    await on.start();
    const first = await rolledBack();
    on.git.run(['pull', '-q', 'origin', 'main']);
    on.git.commit({ files: { [FILE]: null } });

    const gone = await passed(first.id);

    expect(gone.passedOverBy).toEqual({
      at: expect.any(String),
      undone: false,
    });
    expect(gone.can.undo).toBe(false);
  });
});
