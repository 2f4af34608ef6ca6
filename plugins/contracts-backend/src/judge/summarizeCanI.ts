import type {
  CanIAnswer,
  CanIFinding,
  CanIRequest,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import { listed, nameOf, unique } from './names';

const ORDER: readonly CanIAnswer[] = ['blocked', 'unknown', 'allowed'];

const ACTS: Readonly<Record<CanIRequest['action'], string>> = {
  deploy: 'be deployed to',
  rollback: 'come back to',
  promote: 'go on to',
};

/** Worst first; findings of one kind by name. */
export function sortFindings(findings: readonly CanIFinding[]): CanIFinding[] {
  return [...findings].sort(
    (a, b) =>
      ORDER.indexOf(a.answer) - ORDER.indexOf(b.answer) ||
      (a.message < b.message ? -1 : 1),
  );
}

/** The worst answer; without any counterpart nothing is in the way. */
export function answerOf(findings: readonly CanIFinding[]): CanIAnswer {
  return (
    ORDER.find(answer => findings.some(each => each.answer === answer)) ??
    'allowed'
  );
}

function offenders(findings: readonly CanIFinding[], answer: CanIAnswer) {
  const all = findings.filter(each => each.answer === answer);
  const names = all
    .filter(({ hidden }) => !hidden)
    .map(({ counterpart, consumer, provider }) => {
      const other = counterpart === 'consumer' ? consumer : provider;
      return `${nameOf(other.entityRef)} ${other.version}`;
    });
  const hidden = all.filter(each => each.hidden).length;
  return listed([
    ...unique(names),
    ...(hidden ? [`${hidden} that you may not see`] : []),
  ]);
}

function sentence(
  { component, version, environment, action }: CanIRequest,
  findings: readonly CanIFinding[],
): string {
  const what = `${nameOf(component)} ${version}`;
  const act = `${ACTS[action]} ${environment}`;
  switch (answerOf(findings)) {
    case 'blocked':
      return `${what} may not ${act}: it does not fit ${offenders(findings, 'blocked')}.`;
    case 'unknown':
      return `Whether ${what} may ${act} could not be told: ${offenders(findings, 'unknown')} could not be judged.`;
    default:
      if (findings.some(({ exception }) => exception)) {
        return `${what} may ${act}: all that live there fit, or may by an exception.`;
      }
      return findings.length
        ? `${what} may ${act}: all that live there fit.`
        : `${what} may ${act}: nothing that lives there is known to use it or to be used by it.`;
  }
}

/** What can be done about what blocks. */
export function waysOut(findings: readonly CanIFinding[]): string[] {
  const blocked = findings.filter(({ answer }) => answer === 'blocked');
  // Who may not be named cannot be brought anywhere by this person.
  const ways = blocked
    .filter(({ hidden }) => !hidden)
    .map(({ counterpart, consumer, provider }) =>
      counterpart === 'consumer'
        ? `Bring ${nameOf(consumer.entityRef)} to a version that fits first.`
        : `Choose a version of ${nameOf(consumer.entityRef)} that fits ${nameOf(provider.entityRef)} ${provider.version}.`,
    );
  return blocked.length
    ? [...unique(ways), 'Ask for an exception with a reason and an end.']
    : [];
}

/** The answer to the whole question. */
export function summarizeCanI(
  request: CanIRequest,
  found: readonly CanIFinding[],
  { asOf, ruleset }: Pick<CanIResult, 'asOf' | 'ruleset'>,
): CanIResult {
  const findings = sortFindings(found);
  return {
    ...{ answer: answerOf(findings), message: sentence(request, findings) },
    ...{ findings, waysOut: waysOut(findings), asked: findings.length },
    ...{ ...(asOf && { asOf }), ruleset },
  };
}
