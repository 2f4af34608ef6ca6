import type { CheckStatus } from '@slipway/backstage-plugin-delivery-common';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { RowPlaceholders } from './Placeholders';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { CheckSummary } from './CheckSummary';
import { CommitLink } from './CommitLink';

const show = (element: ReactElement) =>
  renderDelivery(element, { api: fakeApi() });

describe('CheckSummary', () => {
  const check = (status: CheckStatus, n: number) => ({
    id: `${status}${n}`,
    title: status,
    status,
    message: '',
    tookMs: 1,
  });

  it('counts the answers, worst first', async () => {
    await show(
      <div data-testid="sum">
        <CheckSummary
          checks={[
            check('ok', 1),
            check('ok', 2),
            check('warn', 1),
            check('block', 1),
            check('unknown', 1),
          ]}
        />
      </div>,
    );

    expect(screen.getByTestId('sum')).toHaveTextContent(
      '1 blocked1 could not tell1 warning2 ok',
    );
  });

  it('says nothing of what did not occur', async () => {
    await show(
      <div data-testid="sum">
        <CheckSummary checks={[check('warn', 1), check('warn', 2)]} />
      </div>,
    );

    expect(screen.getByTestId('sum')).toHaveTextContent(/^2 warnings$/);
  });
});

describe('CommitLink', () => {
  it('shows seven digits and leads to where the commit is read', async () => {
    await show(
      <CommitLink
        commit={story.COMMITS.v240}
        url="https://git.example.org/c/8c41f0e"
      />,
    );

    expect(screen.getByRole('link', { name: /^8c41f0e/ })).toHaveAttribute(
      'href',
      'https://git.example.org/c/8c41f0e',
    );
  });

  it('is no link where the repository says no address', async () => {
    await show(<CommitLink commit={story.COMMITS.v240} />);

    expect(screen.getByText('8c41f0e')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

describe('RowPlaceholders', () => {
  it('says that it loads, and hides its bars from screen readers', async () => {
    await show(<RowPlaceholders rows={3} height={72} />);

    const status = screen.getByText('Loading').parentElement!;
    expect(status).toHaveAttribute('role', 'status');
    expect(status).toHaveAttribute('aria-busy', 'true');
    expect(status.querySelectorAll('[aria-hidden]')).toHaveLength(3);
  });
});
