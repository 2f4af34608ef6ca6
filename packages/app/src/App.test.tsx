import { mockApis } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { createApp } from '@backstage/frontend-defaults';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { noSuchPerson, useFakeBackend } from './__testUtils__/fakeSignIn';
import { features } from './App';
import { chosenPerson } from './signIn/persons';

const BASE = 'http://localhost:7007';

const PERSONS = [
  {
    entityRef: 'user:default/dev-1',
    title: 'dev-1, developer',
    description: 'Looks after payments',
  },
  { entityRef: 'user:default/oncall-1', title: 'oncall-1, on call' },
];

function startApp(slipway: object = {}) {
  const config = mockApis.config({
    data: {
      app: {
        title: 'Slipway',
        baseUrl: BASE,
        extensions: [{ 'page:home': { config: { path: '/' } } }],
      },
      backend: { baseUrl: BASE },
      slipway: slipway as never,
    },
  });
  const app = createApp({
    features: [...features, catalogPlugin],
    advanced: { configLoader: async () => ({ config }) },
  });
  return render(app.createRoot());
}

describe('the portal', () => {
  const backend = useFakeBackend();

  it('enters as guest where nobody else is offered, and opens at what needs me', async () => {
    startApp();

    expect(
      await screen.findByRole(
        'heading',
        { level: 1, name: 'What needs me now?' },
        { timeout: 15_000 },
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('Nothing needs you.')).toBeInTheDocument();
    expect(backend.signIns()[0].url).toBe(`${BASE}/api/auth/guest/refresh`);
  }, 30_000);

  it('has the sidebar of the portal', async () => {
    startApp();

    expect(
      await screen.findByRole(
        'link',
        { name: 'Slipway, home' },
        { timeout: 15_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Delivery' })).toHaveAttribute(
      'href',
      '/delivery',
    );
  }, 30_000);

  it('opens as the first person of the sandbox, with no click', async () => {
    startApp({ sandbox: { persons: PERSONS } });

    await screen.findByRole(
      'heading',
      { name: 'What needs me now?' },
      { timeout: 15_000 },
    );
    const [signIn] = backend.signIns();
    expect(signIn.url).toBe(`${BASE}/api/auth/sandbox/refresh`);
    expect(signIn.headers.get('x-sandbox-person')).toBe('user:default/dev-1');
    expect(screen.getByRole('button', { name: 'Switch person' })).toBeVisible();
  }, 30_000);

  it('stays the chosen person in this tab', async () => {
    chosenPerson.set('user:default/oncall-1');
    startApp({ sandbox: { persons: PERSONS } });

    await screen.findByRole(
      'heading',
      { name: 'What needs me now?' },
      { timeout: 15_000 },
    );
    expect(backend.signIns()[0].headers.get('x-sandbox-person')).toBe(
      'user:default/oncall-1',
    );
  }, 30_000);

  it('says why somebody could not be signed in, and offers to choose again', async () => {
    chosenPerson.set('user:default/dev-1');
    backend.answer.mockImplementation(async () => noSuchPerson());
    startApp({ sandbox: { persons: PERSONS } });

    expect(
      await screen.findByRole('alert', undefined, { timeout: 15_000 }),
    ).toHaveTextContent('You could not be signed in');
    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));
    expect(
      screen.getByRole('heading', { name: 'Who are you today?' }),
    ).toBeInTheDocument();
    expect(chosenPerson.among(PERSONS)).toBeUndefined();
  }, 30_000);
});
