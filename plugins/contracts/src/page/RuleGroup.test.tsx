import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderContracts, rowsOf } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { groupRules, RuleGroup } from './RuleGroup';

const rule = (id: string, ...formats: ContractRule['formats']) => ({
  ...story.rules()[0],
  ...{ id, formats },
});

describe('groupRules', () => {
  it('puts those of several kinds first, and the others by their kind', () => {
    const rules = [
      ...[rule('a', 'sql'), rule('b', 'openapi'), rule('c', 'sql')],
      rule('d', 'openapi', 'asyncapi'),
    ];

    expect(
      groupRules(rules).map(([group, found]) => [
        ...[group, found.map(({ id }) => id).join()],
      ]),
    ).toEqual([
      ...[
        ['several', 'd'],
        ['openapi', 'b'],
        ['sql', 'a,c'],
      ],
    ]);
  });

  it('leaves out kinds that have none', () => {
    expect(groupRules([])).toEqual([]);
  });
});

describe('RuleGroup', () => {
  const show = (open: boolean) => {
    const onToggle = jest.fn();
    const rules = story.rules().slice(1);
    return renderContracts(
      <RuleGroup group="sql" {...{ rules, open, onToggle }} />,
    ).then(() => onToggle);
  };

  it('draws no rules while it is folded', async () => {
    const onToggle = await show(false);

    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'SQL 1' }));
    expect(onToggle).toHaveBeenCalledTimes(1);
  });

  it('shows its rules when it is open, and can be found by its name', async () => {
    await show(true);

    expect(screen.getByRole('region', { name: 'SQL 1' })).toBeVisible();
    expect(rowsOf(screen.getByRole('table'))[0][0]).toBe(
      'A column is gonesql-column-removed',
    );
  });
});
