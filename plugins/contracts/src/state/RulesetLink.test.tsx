import { screen } from '@testing-library/react';
import { renderContracts } from '../__testUtils__/render';
import { ruleCountOf, RulesetLink } from './RulesetLink';

describe('ruleCountOf', () => {
  it.each([
    ['507-4cf4fe1aee22', 507],
    ['4cf4fe1aee22', undefined],
    ['2026.11', undefined],
  ])('reads %s as %s', (ruleset, count) => {
    expect(ruleCountOf(ruleset)).toBe(count);
  });
});

describe('RulesetLink', () => {
  it('says how many rules judged, and leads to them', async () => {
    await renderContracts(<RulesetLink ruleset="507-4cf4fe1aee22" />);

    const link = screen.getByRole('link', { name: '507 rules' });
    expect(link).toHaveAttribute('href', '/contracts?section=rules');
    expect(link).toHaveAttribute('title', 'Ruleset 507-4cf4fe1aee22');
  });

  it.each([
    [1, '507 rules · 1 override'],
    [3, '507 rules · 3 overrides'],
  ])('says that %d of them were overridden', async (overrides, name) => {
    await renderContracts(
      <RulesetLink ruleset="507-4cf4fe1aee22" {...{ overrides }} />,
    );

    expect(screen.getByRole('link', { name })).toBeInTheDocument();
  });

  it('names one that does not say how many it has', async () => {
    await renderContracts(<RulesetLink ruleset="2026.11" />);

    expect(screen.getByRole('link', { name: 'rules 2026.11' })).toBeVisible();
  });
});
