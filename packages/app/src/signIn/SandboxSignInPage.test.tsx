import {
  discoveryApiRef,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { noSuchPerson, useFakeBackend } from '../__testUtils__/fakeSignIn';
import { chosenPerson } from './persons';
import { SandboxSignInPage } from './SandboxSignInPage';

const PERSONS = [
  {
    entityRef: 'user:default/oncall-1',
    title: 'On call',
    description: 'On call for the platform',
  },
  { entityRef: 'user:default/lead', title: 'Team lead' },
  { entityRef: 'user:default/dev-2', title: 'Developer' },
];

describe('SandboxSignInPage', () => {
  const backend = useFakeBackend();

  function open() {
    const onSignInSuccess = jest.fn<void, [IdentityApi]>();
    const discovery = {
      getBaseUrl: async (id: string) => `http://localhost:7007/api/${id}`,
    };
    renderInTestApp(
      <SandboxSignInPage persons={PERSONS} onSignInSuccess={onSignInSuccess} />,
      { apis: [[discoveryApiRef, discovery]] },
    );
    return onSignInSuccess;
  }

  it('asks nobody the first time: a link opens its page with no click', async () => {
    const success = open();

    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    expect(backend.persons()).toEqual(['user:default/oncall-1']);
    expect(backend.asked[0].url).toBe(
      'http://localhost:7007/api/auth/sandbox/refresh',
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('signs in as who was chosen before in this tab', async () => {
    chosenPerson.set('user:default/lead');
    const success = open();

    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    expect(backend.persons()).toEqual(['user:default/lead']);
  });

  it('offers exactly the persons of the sandbox after signing out, and no guest', async () => {
    chosenPerson.askNext();
    open();

    await screen.findByRole('heading', { name: 'Who are you today?' });
    const buttons = within(screen.getByRole('list')).getAllByRole('button');
    expect(buttons.map(button => button.textContent)).toEqual([
      'On callOn call for the platform',
      'Team lead',
      'Developer',
    ]);
    expect(backend.asked).toEqual([]);
  });

  it('signs in as the one that is pressed, and stays that one', async () => {
    chosenPerson.askNext();
    const success = open();

    await userEvent.click(
      await screen.findByRole('button', { name: 'Developer' }),
    );

    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    expect(backend.persons()).toEqual(['user:default/dev-2']);
    expect(chosenPerson.among(PERSONS)?.title).toBe('Developer');
  });

  it('can be chosen by keyboard', async () => {
    chosenPerson.askNext();
    const success = open();
    (await screen.findByRole('button', { name: 'Team lead' })).focus();

    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    expect(backend.persons()).toEqual(['user:default/lead']);
  });

  it('asks again after signing out', async () => {
    const success = open();
    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    const [identity] = success.mock.calls[0];

    await identity.signOut();

    expect(chosenPerson.among(PERSONS)).toBeUndefined();
  });

  it('hands over who that is', async () => {
    const success = open();
    await waitFor(() => expect(success).toHaveBeenCalledTimes(1));
    const [identity] = success.mock.calls[0];

    expect(await identity.getBackstageIdentity()).toMatchObject({
      userEntityRef: 'user:default/oncall-1',
    });
    expect(await identity.getProfileInfo()).toMatchObject({
      displayName: 'user:default/oncall-1',
    });
    expect((await identity.getCredentials()).token).toMatch(/^head\./);
  });

  it('says why it did not work, and leads to the choice', async () => {
    backend.answer.mockImplementation(async () => noSuchPerson());
    const success = open();
    expect(
      await screen.findByText('You could not be signed in'),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));

    expect(
      screen.getByRole('heading', { name: 'Who are you today?' }),
    ).toBeInTheDocument();
    expect(success).not.toHaveBeenCalled();
  });
});
