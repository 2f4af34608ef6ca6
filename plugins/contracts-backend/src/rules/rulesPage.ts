import {
  CONTRACT_TYPES,
  type ContractRule,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';

function verdictsOf({ verdicts }: ContractRule): string {
  return Object.entries(verdicts)
    .map(([who, verdict]) => `${who}: ${verdict}`)
    .join(', ');
}

const cell = (text: string) => text.replaceAll('|', '\\|');

function tableOf(rules: readonly ContractRule[]): string[] {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    '| Rule | What it finds | Why it matters | Counts as | When safe |',
    '| --- | --- | --- | --- | --- |',
    ...sorted.map(
      rule =>
        `| \`${rule.id}\` | ${cell(rule.title)} | ${cell(rule.why)} | ${verdictsOf(rule)} | ${rule.bumpWhenSafe} |`,
    ),
  ];
}

/**
 * The page of all rules, as Markdown: one table for each format.
 *
 * @param common - rules that hold for every format
 */
export function rulesPage(
  formats: readonly ContractFormat[],
  common: readonly ContractRule[],
): string {
  const ordered = CONTRACT_TYPES.flatMap(
    type => formats.find(({ id }) => id === type) ?? [],
  );
  const sections = ordered.flatMap(({ title, rules }) => [
    ...['', `## ${title}`, '', ...tableOf(rules)],
  ]);
  return [
    '# Rules',
    '',
    'Made from the rules in the code; `UPDATE_DOCS=1 yarn test src/rules` writes it anew. What a finding counts as depends on the direction, seen from the consumer',
    '(`send`: what it sends must still be accepted; `receive`: what it receives must still be known), or on the role (`reader`, `writer`, `caller`). A finding that the values prove',
    'harmless is safe whatever stands here, and then asks for the bump in the last column. An exception judges otherwise, for a time.',
    ...['', '## Every kind', '', ...tableOf(common)],
    ...sections,
    '',
  ].join('\n');
}
