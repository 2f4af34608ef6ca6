import { useEffect, useState } from 'react';
import { type Settings, loadSettings } from './settings';
import './app.css';

type State =
  | { is: 'loading' }
  | { is: 'loaded'; settings: Settings }
  | { is: 'failed'; message: string };

/** What the page shows. */
export function App({ title, load }: { title: string; load?: typeof fetch }) {
  const [state, setState] = useState<State>({ is: 'loading' });

  useEffect(() => {
    let isGone = false;
    loadSettings(load).then(
      settings => !isGone && setState({ is: 'loaded', settings }),
      (error: Error) =>
        !isGone && setState({ is: 'failed', message: error.message }),
    );
    return () => {
      isGone = true;
    };
  }, [load]);

  return (
    <main>
      <h1>{title}</h1>
      {state.is === 'loading' && <p role="status">Loading …</p>}
      {state.is === 'failed' && (
        <p role="alert">{state.message}. Load the page again.</p>
      )}
      {state.is === 'loaded' && (
        <p>
          {state.settings.apiUrl
            ? `Its data come from ${state.settings.apiUrl}.`
            : 'It asks for no data yet; set API_URL.'}
        </p>
      )}
    </main>
  );
}
