import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { Card } from './Card';
import { Chip, StateWord } from './Chip';
import { Facts } from './Facts';
import { LoadingRows } from './LoadingRows';
import { Segmented } from './Segmented';
import { Cell, Row, Table } from './Table';
import { TitledPage } from './TitledPage';

const show = async (element: ReactElement) => render(element);

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
  it('keeps beside a cell what its column says, for pages without room for a head', async () => {
    await show(
      <Table head={['Ends']}>
        <Row>
          <Cell label="Ends">never</Cell>
          <Cell>plain</Cell>
        </Row>
      </Table>,
    );
    expect(screen.getByText('never')).toHaveAttribute('data-label', 'Ends');
    // What a person reads is not there twice.
    expect(screen.getByText('never')).toHaveTextContent(/^never$/);
    expect(screen.getByText('plain')).not.toHaveAttribute('data-label');
  });

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

  it('lets a cell take a whole line of a narrow page in two ways', async () => {
    await show(
      <Table>
        <Row>
          <Cell look="wide">wide</Cell>
          <Cell look="line">line</Cell>
          <Cell>plain</Cell>
        </Row>
      </Table>,
    );

    const [wide, line, plain] = screen.getAllByRole('cell');
    expect(wide.className).not.toBe(line.className);
    expect(line).toHaveAttribute('class');
    expect(plain).not.toHaveAttribute('class');
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

describe('LoadingRows', () => {
  it('says that it loads, and hides its bars from screen readers', async () => {
    await show(<LoadingRows label="Loading" rows={3} height={52} />);

    const status = screen.getByRole('status');
    expect(status).toHaveTextContent('Loading');
    expect(status).toHaveAttribute('aria-busy', 'true');
    expect(status.querySelectorAll('[aria-hidden]')).toHaveLength(3);
  });
});
