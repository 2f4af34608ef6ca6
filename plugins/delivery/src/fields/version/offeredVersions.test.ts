import * as story from '../../__fixtures__/story';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { keys } from '../../__testUtils__/words';
import { askBurning, offeredVersions, whyNotVersion } from './offeredVersions';

const measured = (deploymentId: string) => ({
  ...{ ...story.burning(), deploymentId, status: 'burning' as const },
  message: 'requests fail',
});

describe('which deployments burn', () => {
  it('is asked of many by one question', async () => {
    const api = fakeApi({ health: async () => ({ items: [measured('b')] }) });
    const burningOf = await askBurning(api, [{ id: 'a' }, { id: 'b' }], {});

    expect(api.health).toHaveBeenCalledTimes(1);
    expect(burningOf({ id: 'b' })).toEqual({ refused: 'requests fail' });
    expect(burningOf({ id: 'a' })).toEqual({});
  });

  it('is asked in parts of more than an address has room for', async () => {
    const many = Array.from({ length: 120 }, (_, n) => ({ id: `d-${n}` }));
    const api = fakeApi();
    await askBurning(api, many, {});

    expect(
      api.health.mock.calls.map(([{ ids = [] }]) => [ids.length, ids[0]]),
    ).toEqual([
      [50, 'd-0'],
      [50, 'd-50'],
      [20, 'd-100'],
    ]);
  });

  it('is untold where its source is silent', async () => {
    const silent = { ...measured('a'), status: 'silent' as const };
    const api = fakeApi({ health: async () => ({ items: [silent] }) });
    const burningOf = await askBurning(api, [{ id: 'a' }], {});

    expect(burningOf({ id: 'a' })).toEqual({ untold: 'requests fail' });
  });

  it('is untold of those alone that could not be asked', async () => {
    const many = Array.from({ length: 51 }, (_, n) => ({ id: `d-${n}` }));
    const api = fakeApi({
      health: async ({ ids = [] }) => {
        if (ids.includes('d-50')) throw new Error('It is away');
        return { items: [measured('d-0')] };
      },
    });
    const burningOf = await askBurning(api, many, {});

    expect(burningOf({ id: 'd-0' })).toEqual({ refused: 'requests fail' });
    expect(burningOf({ id: 'd-1' })).toEqual({});
    expect(burningOf({ id: 'd-50' })).toEqual({ untold: 'It is away' });
  });

  it('is no answer once nobody waits for it', async () => {
    const controller = new AbortController();
    const api = fakeApi({
      health: async () => {
        controller.abort();
        throw new Error('aborted');
      },
    });
    await expect(
      askBurning(api, [{ id: 'a' }], { signal: controller.signal }),
    ).rejects.toThrow('aborted');
  });
});

describe('versions that are offered', () => {
  it('are judged by what is known already, without asking again', async () => {
    const api = fakeApi();
    const acme = story.acme();
    const burningOf = () => ({ refused: 'requests fail' });
    const all = await offeredVersions(api, acme, {}, burningOf);

    expect(api.health).not.toHaveBeenCalled();
    const current = all.find(({ verdict }) => verdict === 'current')!;
    expect(current.refused).toBe('requests fail');
    expect(
      await whyNotVersion(keys, api, acme, current.version, burningOf),
    ).toBe(
      `fields.notOfferedVersion|payments ${current.version}|prod · acme|requests fail`,
    );
  });
});
