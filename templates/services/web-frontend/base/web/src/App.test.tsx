import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { App } from './App';

afterEach(cleanup);

const answer =
  (body: object, status = 200): typeof fetch =>
  async () =>
    new Response(JSON.stringify(body), { status });

test('says where its data come from', async () => {
  const load = answer({ apiUrl: 'https://api.example.org' });
  render(<App title="a page" load={load} />);

  expect(screen.getByRole('status').textContent).toBe('Loading …');
  expect(await screen.findByText(/https:\/\/api\.example\.org/)).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('a page');
});

test('says what to do when the server does not answer well', async () => {
  const load = answer({}, 503);
  render(<App title="a page" load={load} />);

  expect((await screen.findByRole('alert')).textContent).toBe(
    'The settings cannot be read: 503. Load the page again.',
  );
});
