import type {
  Operation,
  PassedOver,
} from '@slipway/backstage-plugin-delivery-common';
import { screen } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { StateCard } from './StateCard';

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('StateCard of an operation that was passed over', () => {
  const by: PassedOver = {
    version: '2.4.0',
    at: story.iso(story.STORY_NOW - 60_000),
    commit: story.COMMITS.v240,
    author: 'dev-3',
    undone: false,
  };
  const card = (
    change: Partial<PassedOver>,
    operation: Partial<Operation> = {},
  ) =>
    renderDelivery(
      <StateCard
        operation={story.operation({
          state: 'completed',
          endedAt: story.iso(story.STORY_NOW - 20_000),
          message: '2.3.1 runs.',
          passedOverBy: { ...by, ...change },
          ...operation,
        })}
        acts={null}
      />,
      { api: fakeApi() },
    );

  it('says what is wanted now, and how it had ended', async () => {
    await card({});

    expect(
      screen.getByRole('heading', {
        name: 'Passed over since: 2.4.0 is wanted now',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^At its end: Completed in 21\ss\. 2\.3\.1 runs\.$/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText('8c41f0e').closest('p')).toHaveTextContent(
      /^By dev-3, .*8c41f0e\.$/,
    );
  });

  it('leads to the operation that undid it, and to its commit', async () => {
    await card({
      undone: true,
      operationId: 'op-3',
      commitUrl: 'https://git.example.org/c/1',
    });

    expect(
      screen.getByRole('heading', {
        name: 'Undone since: 2.4.0 is wanted now',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the operation that did it' }),
    ).toHaveAttribute('href', '/delivery/operations/op-3');
    expect(screen.getByRole('link', { name: /^8c41f0e/ })).toHaveAttribute(
      'href',
      'https://git.example.org/c/1',
    );
  });

  it('says so when Git wants no version any more', async () => {
    await card({ version: undefined, commit: undefined, author: undefined });

    expect(
      screen.getByRole('heading', {
        name: 'Passed over since: Git wants no version here now',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^By /)).not.toBeInTheDocument();
    expect(screen.queryByText(/undefined/)).not.toBeInTheDocument();
  });

  it.each(['stuck', 'not-recovered', 'superseded'] as const)(
    'alarms nobody with how it ended, when that was %s',
    async state => {
      await card({}, { state });

      expect(
        screen.getByRole('heading', { name: /^Passed over since/ }),
      ).toBeInTheDocument();
    },
  );

  it('lets one that goes on speak for itself', async () => {
    await card({}, { state: 'syncing', endedAt: undefined });

    expect(
      screen.getByRole('heading', { name: /^Rolling back/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Passed over/)).not.toBeInTheDocument();
  });
});
