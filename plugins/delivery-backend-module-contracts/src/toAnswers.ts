import type {
  CanIAnswer,
  CanIFinding,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import type { CheckStatus } from '@slipway/backstage-plugin-delivery-common';
import type { PreflightAnswer } from '@slipway/backstage-plugin-delivery-node';
import { aboutOf, counterpartOf, fitting } from './fitting';
import { linksOf } from './linksOf';

const STATUSES: Readonly<Record<CanIAnswer, CheckStatus>> = {
  ...{ blocked: 'block', unknown: 'unknown', allowed: 'ok' },
};

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

/**
 * What is accepted by its id is that one alone, so those that may not be seen
 * are numbered: they have no names to be told apart by.
 */
function idsOf(findings: readonly CanIFinding[]): string[] {
  const hidden = { blocked: 0, unknown: 0, allowed: 0 };
  return findings.map(finding => {
    const { answer, contract, counterpart } = finding;
    if (finding.hidden) {
      hidden[answer] += 1;
      return `hidden:${answer}:${hidden[answer]}`;
    }
    const { entityRef, version } = counterpartOf(finding);
    return `${counterpart}:${contract}:${entityRef}@${version}`;
  });
}

function toAnswer(
  finding: CanIFinding,
  id: string,
  environment: string,
): PreflightAnswer {
  const { answer, message } = finding;
  const example = exampleOf(finding);
  return {
    ...{ id, status: STATUSES[answer], ...splitMessage(message) },
    evidence: evidenceOf(finding),
    ...(example && { example }),
    links: linksOf(finding, environment),
    about: aboutOf([finding]),
  };
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
  const ids = idsOf(open);
  const whole: PreflightAnswer[] =
    result.answer === 'unknown' && !open.length
      ? [{ status: 'unknown', message: result.message }]
      : [];
  return [
    ...open.map((each, index) => toAnswer(each, ids[index], environment)),
    ...whole,
    ...fitting(result.findings, !open.length && !whole.length),
  ];
}
