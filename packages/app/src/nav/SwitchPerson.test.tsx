import { SidebarOpenStateProvider } from '@backstage/core-components';
import { configApiRef, identityApiRef } from '@backstage/frontend-plugin-api';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SwitchPerson } from './SlipwayNav';

function show(slipway: object) {
  const signOut = jest.fn(async () => {});
  const identity = { ...mockApis.identity(), signOut };
  const config = mockApis.config({ data: { slipway: slipway as never } });
  renderInTestApp(
    <TestApiProvider
      apis={[
        [configApiRef, config],
        [identityApiRef, identity],
      ]}
    >
      <SidebarOpenStateProvider value={{ isOpen: true, setOpen: () => {} }}>
        <SwitchPerson />
      </SidebarOpenStateProvider>
    </TestApiProvider>,
  );
  return signOut;
}

const persons = [{ entityRef: 'user:default/oncall-1', title: 'On call' }];

describe('SwitchPerson', () => {
  it('signs out, which leads to the choice of persons', async () => {
    const signOut = show({ sandbox: { persons } });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Switch person' }),
    );

    expect(signOut).toHaveBeenCalledTimes(1);
  });

  it('is not there outside the sandbox', async () => {
    show({});
    await act(async () => {});

    expect(
      screen.queryByRole('button', { name: 'Switch person' }),
    ).not.toBeInTheDocument();
  });
});
