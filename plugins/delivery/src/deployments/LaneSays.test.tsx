import { screen } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { LaneSays } from './LaneSays';

const MESSAGE = `Deployment "payments" has 2 of 3 replicas ready: ${'because '.repeat(40)}`;

const show = (whole: boolean) =>
  renderDelivery(
    <LaneSays
      deployment={{
        ...story.acme(),
        health: { status: 'degraded', message: MESSAGE },
      }}
      whole={whole}
    />,
    { api: fakeApi() },
  );
const line = () => screen.getByText(/^Deployment "payments" has/);

describe('LaneSays', () => {
  it('cuts what a runtime says to a line, and tells the mouse all of it', async () => {
    await show(false);

    expect(line().className).toMatch(/cut/);
    expect(line()).toHaveAttribute('title', MESSAGE);
    // Nothing is taken from who listens to the page.
    expect(line().textContent).toBe(MESSAGE);
  });

  it('shows all of it in an open lane', async () => {
    await show(true);

    expect(line().className).not.toMatch(/cut/);
    expect(line()).not.toHaveAttribute('title');
  });
});
