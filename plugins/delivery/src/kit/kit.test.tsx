import type { CheckStatus } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { Card } from './Card';
import { CheckSummary } from './CheckSummary';
import { Chip, StateWord } from './Chip';
import { CommitLink } from './CommitLink';
import { Facts } from './Facts';
import { RowPlaceholders } from './Placeholders';
import { Segmented } from './Segmented';
import { Cell, Row, Table } from './Table';
import { TitledPage } from './TitledPage';

const show = (element: ReactElement) =>
  renderDelivery(element, { api: fakeApi() });

describe('Card', () => {
  it('is a region with the name of its title', async () => {
    await show(<Card title="Steps">content</Card>);

    const card = screen.getByRole('region', { name: 'Steps' });
    expect(card).toHaveTextContent('content');
    expect(
      within(card).getByRole('heading', { level: 2, name: 'Steps' }),
    ).toBeInTheDocument();
  });

  it('has a name for screen readers where no title is shown', async () => {
    await show(<Card label="Trouble">content</Card>);

    expect(screen.getByRole('region', { name: 'Trouble' })).toBeInTheDocument();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('counts what it holds, and says nothing of none', async () => {
    await show(
      <>
        <Card title="Six" count={6}>
          content
        </Card>
        <Card title="None" count={0}>
          content
        </Card>
      </>,
    );

    expect(screen.getByRole('region', { name: 'Six' })).toHaveTextContent(
      'Six6content',
    );
    expect(screen.getByRole('region', { name: 'None' })).toHaveTextContent(
      'Nonecontent',
    );
  });

  it('shows what stands beside the title', async () => {
    await show(
      <Card title="Steps" beside={<button>Export</button>}>
        content
      </Card>,
    );

    expect(
      within(screen.getByRole('region', { name: 'Steps' })).getByRole('button'),
    ).toHaveTextContent('Export');
  });
});

describe('Chip and StateWord', () => {
  it('always have the word, and hide the icon from screen readers', async () => {
    await show(
      <>
        <Chip tone="critical" icon="error" label="Degraded" />
        <StateWord tone="stale" icon="cloudOff" label="Stale" />
      </>,
    );

    for (const word of ['Degraded', 'Stale']) {
      const icon = screen.getByText(word).querySelector('svg');
      expect(icon).toHaveAttribute('aria-hidden', 'true');
    }
  });
});

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

describe('Facts', () => {
  it('pairs names with values, and leaves out what has none', async () => {
    await show(
      <Facts
        items={[
          ['Reason', 'refunds fail'],
          ['Incident', undefined],
          ['Path', ''],
          ['Attempts', 0],
        ]}
      />,
    );

    expect(screen.getAllByRole('term').map(e => e.textContent)).toEqual([
      'Reason',
      'Attempts',
    ]);
    expect(screen.getAllByRole('definition').map(e => e.textContent)).toEqual([
      'refunds fail',
      '0',
    ]);
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

describe('Segmented', () => {
  const items = [
    { id: 'mine', label: 'Mine' },
    { id: 'all', label: 'All teams' },
  ];

  it('shows which one is chosen, also to screen readers', async () => {
    await show(
      <Segmented
        label="Whose"
        items={items}
        selected="all"
        onSelect={() => {}}
      />,
    );

    const group = screen.getByRole('group', { name: 'Whose' });
    expect(
      within(group).getByRole('button', { pressed: true }),
    ).toHaveTextContent('All teams');
    expect(
      within(group).getByRole('button', { pressed: false }),
    ).toHaveTextContent('Mine');
  });

  it('is chosen by keyboard', async () => {
    const onSelect = jest.fn();
    await show(
      <Segmented
        label="Whose"
        items={items}
        selected="all"
        onSelect={onSelect}
      />,
    );

    await userEvent.tab();
    await userEvent.keyboard('{Enter}');

    expect(onSelect).toHaveBeenCalledWith('mine');
  });
});

describe('Table', () => {
  it('keeps its roles where a narrow page makes blocks of its rows', async () => {
    await show(
      <Table head={['Version', 'Verdict']}>
        <Row>
          <Cell>2.4.0</Cell>
          <Cell look="wide">Degraded</Cell>
        </Row>
      </Table>,
    );

    for (const [role, count] of [
      ['table', 1],
      ['columnheader', 2],
      ['cell', 2],
    ] as const) {
      expect(screen.getAllByRole(role)).toHaveLength(count);
    }
    for (const element of screen.getAllByRole('cell')) {
      expect(element).toHaveAttribute('role', 'cell');
    }
    expect(screen.getByRole('table')).toHaveAttribute('role', 'table');
  });

  it('has no head where none is given', async () => {
    await show(
      <Table>
        <Row>
          <Cell>prod</Cell>
        </Row>
      </Table>,
    );

    expect(screen.queryByRole('columnheader')).not.toBeInTheDocument();
    expect(screen.getByRole('row')).toHaveTextContent('prod');
  });
});

describe('TitledPage', () => {
  it('has one first heading, its facts, and the acts beside it', async () => {
    await show(
      <TitledPage
        kind="Operation · rollback"
        title="payments in prod"
        facts={[['Asked by', 'oncall-1']]}
        acts={<button>Copy link</button>}
      >
        content
      </TitledPage>,
    );

    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    const main = screen.getByRole('main');
    expect(main).toHaveTextContent('Operation · rollback');
    expect(main).toHaveTextContent('Asked byoncall-1');
    expect(within(main).getByRole('button')).toHaveTextContent('Copy link');
  });
});
