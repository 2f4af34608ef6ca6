import { mockApis } from '@backstage/frontend-test-utils';
import { createApp } from '@backstage/frontend-defaults';
import {
  appThemeApiRef,
  createFrontendPlugin,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useTheme } from '@material-ui/core/styles';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useFakeBackend } from '../__testUtils__/fakeSignIn';
import { signInModule } from '../signIn/signInModule';
import { themeModule } from './themeModule';

const BASE = 'http://localhost:7007';

function FormPage() {
  const themes = useApi(appThemeApiRef);
  const { palette } = useTheme();
  return (
    <>
      <input aria-label="Name" />
      <output aria-label="scheme">{palette.type}</output>
      {['light', 'dark', undefined].map(id => (
        <button key={id ?? 'auto'} onClick={() => themes.setActiveThemeId(id)}>
          {id ?? 'auto'}
        </button>
      ))}
    </>
  );
}

const plugin = createFrontendPlugin({
  pluginId: 'form',
  extensions: [
    PageBlueprint.make({
      params: { path: '/', loader: async () => <FormPage /> },
    }),
  ],
});

/** What the system says of the scheme, and a way to change it. */
function fakeSystem() {
  const listeners = new Set<(event: { matches: boolean }) => void>();
  const query = {
    ...{ matches: false, media: '' },
    addListener: (listener: () => void) => listeners.add(listener),
    removeListener: (listener: () => void) => listeners.delete(listener),
  };
  window.matchMedia = jest.fn(media =>
    media.includes('dark')
      ? (query as never)
      : ({ ...query, matches: false } as never),
  );
  return (isDark: boolean) => {
    query.matches = isDark;
    for (const listener of listeners) listener({ matches: isDark });
  };
}

async function openForm() {
  const config = mockApis.config({
    data: {
      app: { title: 'Slipway', baseUrl: BASE },
      backend: { baseUrl: BASE },
    },
  });
  const app = createApp({
    features: [themeModule, signInModule, plugin],
    advanced: { configLoader: async () => ({ config }) },
  });
  render(app.createRoot());
  const name = await screen.findByLabelText('Name', undefined, {
    timeout: 15_000,
  });
  await userEvent.type(name, 'initech');
  return name;
}

const scheme = () => screen.getByLabelText('scheme');
const choose = (id: string) =>
  userEvent.click(screen.getByRole('button', { name: id }));

describe('the themes of the portal', () => {
  useFakeBackend();
  const real = window.matchMedia;
  afterEach(() => {
    window.matchMedia = real;
    localStorage.clear();
  });

  it('leave what is typed alone when another one is chosen', async () => {
    fakeSystem();
    const name = await openForm();
    expect(scheme()).toHaveTextContent('light');

    await choose('dark');

    expect(scheme()).toHaveTextContent('dark');
    expect(screen.getByLabelText('Name')).toBe(name);
    expect(name).toHaveValue('initech');
  }, 30_000);

  it('follow the system, and leave what is typed alone when it changes', async () => {
    const setDark = fakeSystem();
    const name = await openForm();

    await act(async () => setDark(true));

    expect(scheme()).toHaveTextContent('dark');
    expect(screen.getByLabelText('Name')).toBe(name);
    await choose('light');
    expect(scheme()).toHaveTextContent('light');
    await choose('auto');
    expect(scheme()).toHaveTextContent('dark');
  }, 30_000);

  it('paint the ground of the page in the scheme that is shown', async () => {
    fakeSystem();
    await openForm();
    const ground = () =>
      getComputedStyle(document.body).getPropertyValue('--bui-bg-app').trim();
    const light = ground();

    await choose('dark');
    expect(ground()).not.toBe(light);
    await choose('light');
    expect(ground()).toBe(light);
  }, 30_000);
});
