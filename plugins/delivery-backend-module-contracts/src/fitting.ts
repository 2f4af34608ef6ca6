import { parseEntityRef } from '@backstage/catalog-model';
import type { CanIFinding } from '@slipway/backstage-plugin-contracts-common';
import type { PreflightAnswer } from '@slipway/backstage-plugin-delivery-node';

type Excused = CanIFinding & Required<Pick<CanIFinding, 'exception'>>;

/** The one of the two that is not the component itself. */
export function counterpartOf({
  counterpart,
  consumer,
  provider,
}: CanIFinding): CanIFinding['consumer'] {
  return counterpart === 'consumer' ? consumer : provider;
}

/** Whom the words of findings name, with the contracts between them. */
export function aboutOf(findings: readonly CanIFinding[]): string[] {
  const refs = findings
    .filter(({ hidden }) => !hidden)
    .flatMap(each => [each.contract, counterpartOf(each).entityRef]);
  return [...new Set(refs)];
}

/** Who it is, each once; those that the person may not see have no names. */
function namesOf(findings: readonly CanIFinding[]) {
  const seen = findings
    .filter(({ hidden }) => !hidden)
    .map(counterpartOf)
    .map(each => `${parseEntityRef(each.entityRef).name} ${each.version}`);
  const hidden = findings.filter(each => each.hidden).length;
  const names = [...new Set(seen)];
  return {
    names: [...names, ...(hidden ? [`${hidden} that you may not see`] : [])],
    count: names.length + hidden,
  };
}

const isExcused = (finding: CanIFinding): finding is Excused =>
  finding.exception !== undefined;

function describeFit(count: number): string {
  return count === 1 ? '1 counterpart fits' : `${count} counterparts fit`;
}

function describeExcused(
  excused: readonly Excused[],
  fit: readonly CanIFinding[],
): string {
  const owners = [...new Set(excused.map(each => each.exception.owner))];
  const who = namesOf(excused).names.join(', ');
  const others = namesOf(fit).count;
  return [
    `${who} would not fit, and may by an exception of ${owners.join(', ')}.`,
    ...(others ? [`Besides, ${describeFit(others)}.`] : []),
  ].join(' ');
}

/** Beside a line that blocks or could not tell, those who fit are only the others. */
function describeAll(count: number, isAll: boolean): string {
  if (isAll) {
    return `All that it needs is offered, and ${describeFit(count)}.`;
  }
  return count === 1
    ? 'The 1 other counterpart that was judged fits.'
    : `The ${count} other counterparts that were judged fit.`;
}

/**
 * Those who fit need no line each; who only may by an exception is a warning.
 *
 * @param isAll - whether nothing else was found than what fits; so by default
 */
export function fitting(
  findings: readonly CanIFinding[],
  isAll = true,
): PreflightAnswer[] {
  const allowed = findings.filter(({ answer }) => answer === 'allowed');
  if (!allowed.length) return [];
  const excused = allowed.filter(isExcused);
  const fit = allowed.filter(each => !isExcused(each));
  const { names, count } = namesOf(allowed);
  return [
    {
      ...{ id: 'fit', status: excused.length ? 'warn' : 'ok' },
      message: excused.length
        ? describeExcused(excused, fit)
        : describeAll(count, isAll),
      evidence: names,
      about: aboutOf(allowed),
    },
  ];
}
