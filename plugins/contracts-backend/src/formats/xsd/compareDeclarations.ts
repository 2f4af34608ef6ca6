import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import {
  pathOf,
  type XsdAnswer,
  type XsdAnswers,
  type XsdComparison,
  type XsdPlace,
} from './XsdComparison';
import type { ElementDeclaration } from './xsdModel';

/** An answer for what only one side allows. */
export function answersFor(
  allowedBefore: boolean,
  allowedAfter: boolean,
  example: (direction: ContractDirection) => string | undefined,
): XsdAnswers {
  const answer = (
    inner: boolean,
    outer: boolean,
    direction: ContractDirection,
  ): XsdAnswer => {
    if (!inner || outer) return { status: 'included' };
    const text = example(direction);
    return { status: 'not-included', ...(text && { example: text }) };
  };
  return {
    send: answer(allowedBefore, allowedAfter, 'send'),
    receive: answer(allowedAfter, allowedBefore, 'receive'),
  };
}

function compareFlags(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
) {
  const path = pathOf(place);
  const sides = { send: before, receive: after };
  if (before.nillable !== after.nillable) {
    const answers = answersFor(before.nillable, after.nillable, direction =>
      comparison.samples[direction].element(sides[direction], { nil: true }),
    );
    const words = after.nillable ? 'may be nil now' : 'may no longer be nil';
    const texts = {
      before: `nillable ${before.nillable}`,
      after: `nillable ${after.nillable}`,
    };
    comparison.say(
      place,
      'nillable-changed',
      `${path} ${words}.`,
      texts,
      answers,
    );
  }
  if (before.abstract !== after.abstract) {
    const answers = answersFor(!before.abstract, !after.abstract, direction =>
      comparison.samples[direction].element(sides[direction]),
    );
    const words = after.abstract
      ? 'may no longer stand itself, only what stands for it'
      : 'may stand itself now';
    const texts = {
      before: `abstract ${before.abstract}`,
      after: `abstract ${after.abstract}`,
    };
    comparison.say(
      place,
      'abstract-changed',
      `${path} ${words}.`,
      texts,
      answers,
    );
  }
}

/** Something with a fixed value or a default: an element or an attribute. */
interface Valued {
  fixed?: string;
  default?: string;
}

/** Compares fixed values and defaults. */
export function compareFixed(
  comparison: XsdComparison,
  before: Valued,
  after: Valued,
  place: XsdPlace,
): void {
  const path = pathOf(place);
  const [was, is] = [before.fixed, after.fixed];
  if (was !== is) {
    // A fixed value is the narrower side; two of them exclude each other.
    const answers: XsdAnswers = {
      send: { status: is === undefined ? 'included' : 'not-included' },
      receive: { status: was === undefined ? 'included' : 'not-included' },
    };
    const message =
      is === undefined
        ? `${path} is no longer fixed to '${was}'.`
        : `${path} is fixed to '${is}' now.`;
    comparison.say(
      place,
      'fixed-value-changed',
      message,
      { before: was ?? 'not fixed', after: is ?? 'not fixed' },
      answers,
    );
  }
  if (before.default !== after.default) {
    const [old, young] = [before.default, after.default];
    comparison.say(
      place,
      'default-changed',
      `The default of ${path} changed from ${old ?? 'none'} to ${young ?? 'none'}.`,
      { before: old ?? 'none', after: young ?? 'none', hits: 'who-omits' },
    );
  }
}

function compareIdentities(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
) {
  for (const identity of before.identities) {
    if (after.identities.includes(identity)) continue;
    const message = `${pathOf(place)} no longer holds: ${identity}.`;
    comparison.say(place, 'identity-removed', message, { before: identity });
  }
  for (const identity of after.identities) {
    if (before.identities.includes(identity)) continue;
    const message = `${pathOf(place)} has to hold: ${identity}.`;
    comparison.say(place, 'identity-added', message, { after: identity });
  }
}

/** Compares what two elements say beside their types. */
export function compareDeclarations(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
): void {
  compareFlags(comparison, before, after, place);
  compareFixed(comparison, before, after, place);
  compareIdentities(comparison, before, after, place);
  const [was, is] = [before.documentation, after.documentation];
  if (was !== is) {
    const message = `${pathOf(place)} is described anew.`;
    const texts = { before: was ?? '', after: is ?? '' };
    comparison.say(place, 'description-changed', message, texts);
  }
}
