import type { ContractSummary } from '@slipway/backstage-plugin-contracts-common';
import type { JudgedConsumer } from '../judge/ConsumersJudge';
import { nameOf, unique } from '../judge/names';
import { byPrecedence } from '../policy/versions';

/** What stands above the page of a contract. */
export function headlineOf({
  latest,
  state,
  stateReason,
}: ContractSummary): string {
  if (!latest) return stateReason;
  const { version, judgement } = latest;
  if (!judgement) {
    return state === 'fine'
      ? `${version} is the first version that is known`
      : stateReason;
  }
  const { declaredBump, requiredBump, fits } = judgement;
  if (fits) {
    return state === 'fine' ? `${version} fits all that is live` : stateReason;
  }
  return declaredBump
    ? `${version} is declared ${declaredBump} and needs ${requiredBump}`
    : `${version} changes so much that it needs a new major version`;
}

/** What can be done, easiest first. */
export function waysOutOf(
  { latest }: ContractSummary,
  consumers: readonly JudgedConsumer[],
): string[] {
  const broken = consumers.filter(({ verdict }) => verdict === 'breaking');
  const changes = unique(broken.flatMap(({ change }) => change?.message ?? []));
  const proposed = latest?.judgement?.proposed;
  const later = unique(
    broken.flatMap(({ entityRef }) => {
      const fitting = consumers
        .filter(
          other => other.entityRef === entityRef && other.verdict === 'safe',
        )
        .map(({ version }) => ({ version, publishedAt: '' }));
      const newest = fitting.sort(byPrecedence).at(-1);
      return newest
        ? [
            `Wait for ${nameOf(entityRef)} ${newest.version}, which fits, to be everywhere.`,
          ]
        : [];
    }),
  );
  return [
    ...changes.map(message => `Take this back: ${message}`),
    ...(proposed ? [`Release it as ${proposed}.`] : []),
    ...later,
  ];
}
