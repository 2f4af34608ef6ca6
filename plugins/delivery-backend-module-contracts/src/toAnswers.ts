import { parseEntityRef } from '@backstage/catalog-model';
import type {
  CanIAnswer,
  CanIFinding,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import type { CheckStatus } from '@slipway/backstage-plugin-delivery-common';
import type { PreflightAnswer } from '@slipway/backstage-plugin-delivery-node';
import { linksOf } from './linksOf';

const STATUSES: Readonly<Record<CanIAnswer, CheckStatus>> = {
  ...{ blocked: 'block', unknown: 'unknown', allowed: 'ok' },
};

function nameOf({
  entityRef,
  version,
}: {
  entityRef: string;
  version: string;
}): string {
  return `${parseEntityRef(entityRef).name} ${version}`;
}

/** The one of the two that is not the component itself. */
function counterpartOf({ counterpart, consumer, provider }: CanIFinding) {
  return counterpart === 'consumer' ? consumer : provider;
}

function placesOf({ places }: CanIFinding): string[] {
  return places.map(({ environment, tenant, stale }) => {
    const place = tenant ? `${environment} · ${tenant}` : environment;
    return stale ? `${place}, as last seen` : place;
  });
}

function exampleOf({
  counterExample,
}: CanIFinding): PreflightAnswer['example'] {
  return counterExample
    ? {
        caption: 'A value that shows it:',
        text: JSON.stringify(counterExample.value, undefined, 2),
      }
    : undefined;
}

/** Who and what stands in front, as the title; why comes after it. */
function splitMessage(message: string): { title?: string; message: string } {
  const at = message.indexOf('. ');
  return at < 0
    ? { message }
    : { title: message.slice(0, at), message: message.slice(at + 2) };
}

/** Of what the person may not see, only that it is there is said. */
function evidenceOf(finding: CanIFinding): string[] {
  return finding.hidden
    ? []
    : [
        `Contract: ${finding.contract}`,
        `Lives in: ${placesOf(finding).join('; ')}`,
      ];
}

function toAnswer(finding: CanIFinding, environment: string): PreflightAnswer {
  const { answer, message, contract, counterpart } = finding;
  const other = counterpartOf(finding);
  const example = exampleOf(finding);
  return {
    id: `${counterpart}:${contract}:${other.entityRef}@${other.version}`,
    ...{ status: STATUSES[answer], ...splitMessage(message) },
    evidence: evidenceOf(finding),
    ...(example && { example }),
    links: linksOf(finding, environment),
  };
}

/** Those who fit need no line each. */
function fitting(findings: readonly CanIFinding[]): PreflightAnswer[] {
  const fit = findings.filter(({ answer }) => answer === 'allowed');
  if (!fit.length) return [];
  const names = [...new Set(fit.map(each => nameOf(counterpartOf(each))))];
  const excused = fit.filter(({ exception }) => exception);
  return [
    {
      ...{ id: 'fit', status: excused.length ? 'warn' : 'ok' },
      message: excused.length
        ? `${excused.map(each => nameOf(counterpartOf(each))).join(', ')} would not fit, and may break by an exception of ${excused[0].exception!.owner}.`
        : `All that it needs is offered, and ${names.length === 1 ? '1 counterpart fits' : `${names.length} counterparts fit`}.`,
      evidence: names,
    },
  ];
}

/**
 * What the dialog shows: a line for each that blocks or could not be judged,
 * and one for all that fit.
 *
 * @returns undefined when nothing that lives there is known to meet it
 */
export function toAnswers(
  result: CanIResult,
  environment: string,
): PreflightAnswer[] | undefined {
  if (!result.asked) {
    return result.answer === 'unknown'
      ? [{ status: 'unknown', message: result.message }]
      : undefined;
  }
  const open = result.findings.filter(({ answer }) => answer !== 'allowed');
  const whole: PreflightAnswer[] =
    result.answer === 'unknown' && !open.length
      ? [{ status: 'unknown', message: result.message }]
      : [];
  return [
    ...open.map(each => toAnswer(each, environment)),
    ...whole,
    ...fitting(result.findings),
  ];
}
