import { mockApis } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { createApp } from '@backstage/frontend-defaults';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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

function session(person: string) {
  const payload = Buffer.from(
    JSON.stringify({ sub: person, exp: Date.now() / 1000 + 3600 }),
  ).toString('base64url');
  return {
    profile: {},
    providerInfo: {},
    backstageIdentity: {
      token: `head.${payload}.sign`,
      identity: {
        type: 'user',
        userEntityRef: person,
        ownershipEntityRefs: [person],
      },
    },
  };
}

describe('the portal', () => {
  const asked: Request[] = [];
  const answer = jest.fn<Promise<Response>, [Request]>();
  beforeEach(() => {
    asked.length = 0;
    sessionStorage.clear();
    answer.mockImplementation(async ({ url }) =>
      url.includes('/auth/')
        ? Response.json(session('user:default/oncall-1'))
        : Response.json({ items: [], totalItems: 0 }),
    );
    jest.spyOn(global, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input, init);
      asked.push(request);
      return answer(request);
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const signIns = () => asked.filter(({ url }) => url.includes('/auth/'));

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
    expect(signIns()[0].url).toBe(`${BASE}/api/auth/guest/refresh`);
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
    const [signIn] = signIns();
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
    expect(signIns()[0].headers.get('x-sandbox-person')).toBe(
      'user:default/oncall-1',
    );
  }, 30_000);

  it('says why somebody could not be signed in, and offers to choose again', async () => {
    chosenPerson.set('user:default/dev-1');
    answer.mockImplementation(async () =>
      Response.json(
        { error: { name: 'Error', message: 'No such person' } },
        { status: 401 },
      ),
    );
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
