import { screen } from '@testing-library/react';
import { fails, fakeApi } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { useOffers } from './useOffers';

function Probe() {
  const { value, error } = useOffers();
  return (
    <>
      <output>{value ? JSON.stringify(value) : ''}</output>
      {error ? <p role="alert">{error.message}</p> : undefined}
    </>
  );
}

const show = (change: Partial<ContractsApi> = {}) =>
  renderContracts(<Probe />, { api: fakeApi(change) });

const offers = () => JSON.parse(screen.getByRole('status').textContent ?? '');

describe('useOffers', () => {
  it('are what the catalog has, each once and in order', async () => {
    const page = story.pointsPage();
    await show({
      contracts: async () => ({
        ...page,
        items: [...page.items, ...page.items],
      }),
    });

    const { apis, components, systems } = offers();
    for (const names of [apis, components, systems]) {
      expect(names).toEqual([...new Set<string>(names)].sort());
    }
    expect(apis).toContain(story.API_REF);
    expect(systems).toEqual(['system:default/retail']);
  });

  it('have who offers something and who uses something', async () => {
    await show();

    expect(offers().components).toEqual(
      expect.arrayContaining([
        ...['component:default/payments', 'component:default/reports'],
      ]),
    );
  });

  it('have the environments and the rules', async () => {
    await show();

    expect(offers().environments).toEqual(story.matrix().environments);
    expect(offers().rules).toEqual(story.rules());
  });

  it.each([
    [['dev', 'live'], [[{ environment: 'live' }, expect.anything()]]],
    [[], []],
  ])('look for consumers in the last of %j', async (environments, asked) => {
    const { api } = await show({ environments: async () => environments });

    expect(offers().environments).toEqual(environments);
    expect(api.matrix.mock.calls).toEqual(asked);
  });

  it('fail together when one of them is away', async () => {
    await show({ rules: fails(500, 'The rules are away.') });

    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});
