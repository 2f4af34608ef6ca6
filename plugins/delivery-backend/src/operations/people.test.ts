import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { KeyedMutex } from './KeyedMutex';
import { PersonResolver } from './PersonResolver';
import { audited } from './audited';

describe('PersonResolver', () => {
  const person = (name: string, spec: object) => ({
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User' },
    ...{ metadata: { name }, spec: { ...spec } },
  });
  const people = PersonResolver.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        person('ann', { profile: { email: 'ann@example.org' } }),
        person('bob', {}),
      ],
    }),
  });

  it('names a person by their entity, and a service by its subject', () => {
    expect(people.refOf(mockCredentials.user('user:default/ann'))).toBe(
      'user:default/ann',
    );
    expect(people.refOf(mockCredentials.service('plugin:x'))).toBe('plugin:x');
  });

  it.each([
    ['user:default/ann', 'ann', 'ann@example.org'],
    ['user:default/bob', 'bob', 'bob@localhost'],
    ['user:default/gone', 'gone', 'gone@localhost'],
    ['external:ci bot', 'external:ci bot', 'external-ci-bot@localhost'],
  ])('makes of %s the author %s <%s>', async (ref, name, email) => {
    expect(await people.personOf(ref)).toEqual({ name, email });
  });

  it('does not wait for a catalog that is silent', async () => {
    const silent = PersonResolver.create({
      auth: mockServices.auth(),
      catalog: {
        getEntityByRef: async () => {
          throw new Error('refused');
        },
      } as never,
    });
    expect(await silent.personOf('user:default/ann')).toEqual({
      ...{ name: 'ann', email: 'ann@localhost' },
    });
  });
});

describe('KeyedMutex', () => {
  it('lets one at a time through, in the order they came', async () => {
    const mutex = new KeyedMutex();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise(resolve => setImmediate(resolve));
      log.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all(
      ['a', 'b', 'c'].map(name => mutex.run('key', work(name))),
    );
    expect(results).toEqual(['a', 'b', 'c']);
    expect(log).toEqual([
      ...['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'],
    ]);
  });

  it('lets another key through meanwhile', async () => {
    const mutex = new KeyedMutex();
    let release = () => {};
    const held = mutex.run(
      'one',
      () =>
        new Promise<void>(resolve => {
          release = resolve;
        }),
    );
    await expect(mutex.run('other', async () => 1)).resolves.toBe(1);
    release();
    await held;
  });

  it('goes on after one that failed, which fails for its own caller alone', async () => {
    const mutex = new KeyedMutex();
    const failed = mutex.run('key', async () => {
      throw new Error('no');
    });
    const next = mutex.run('key', async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});

describe('an audited request', () => {
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  const createEvent = jest.fn(async () => ({ success, fail }));
  const run = (work: () => Promise<{ id: string }>) =>
    audited(
      {
        auditor: mockServices.auditor.mock({ createEvent }),
        ...{ eventId: 'operation-start', meta: { deploymentId: 'd-1' } },
      },
      work,
    );

  beforeEach(() => jest.clearAllMocks());

  it('is on record with what came of it', async () => {
    expect(await run(async () => ({ id: 'op-1' }))).toEqual({ id: 'op-1' });
    expect(createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        ...{ eventId: 'operation-start', severityLevel: 'high' },
      }),
    );
    expect(success).toHaveBeenCalledWith({ meta: { operationId: 'op-1' } });
    expect(fail).not.toHaveBeenCalled();
  });

  it('is on record with why it failed, and fails as it did', async () => {
    const error = new Error('no');
    const failing = run(async () => {
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(fail).toHaveBeenCalledWith({ error });
    expect(success).not.toHaveBeenCalled();
  });

  it('does not begin when it cannot be put on record', async () => {
    createEvent.mockRejectedValueOnce(new Error('the record is full'));
    const work = jest.fn(async () => ({ id: 'op-1' }));
    await expect(run(work)).rejects.toThrow('the record is full');
    expect(work).not.toHaveBeenCalled();
  });
});
