import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import type { Finding } from './Finding';
import type { SchemaChangeKind } from './schemaChangeKinds';

/** The words of a sentence about a change. */
export interface Words {
  /** Who sends or receives, for example `Callers`. */
  who: string;
  /** Where it happens, for example `POST /payments`. */
  where: string;
  /** What changed, for example `capture`. */
  what: string;
  detail: string;
}

type Sentence = (words: Words) => string;

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const SEND: Partial<Record<SchemaChangeKind, Sentence>> = {
  'property-required': w => `${w.who} must now send ${w.what} in ${w.where}.`,
  'property-optional': w =>
    `${w.who} may now leave out ${w.what} in ${w.where}.`,
  'property-removed': w =>
    `${w.who} may no longer send ${w.what} in ${w.where}.`,
  'property-added': w => `${w.who} may now send ${w.what} in ${w.where}.`,
  'property-added-to-closed': w =>
    `${w.who} may now send ${w.what} in ${w.where}.`,
  'read-only-began': w =>
    `In ${w.where}, ${w.what} is only for reading now, so what ${lower(w.who)} send there may be passed over.`,
  'read-only-ended': w => `${w.who} may now send ${w.what} in ${w.where}.`,
  'null-refused': w =>
    `${w.who} may no longer send null for ${w.what} in ${w.where}.`,
  'null-accepted': w =>
    `${w.who} may now send null for ${w.what} in ${w.where}.`,
  'enum-value-removed': w =>
    `${w.who} may no longer send ${w.what} ${w.detail} in ${w.where}.`,
  'enum-value-added': w =>
    `${w.who} may now send ${w.what} ${w.detail} in ${w.where}.`,
  'values-listed': w =>
    `${w.who} may only send ${w.detail} for ${w.what} in ${w.where} from now on.`,
  'known-value-removed': w =>
    `${w.who} may no longer send ${w.what} ${w.detail} in ${w.where}.`,
  'closed-to-others': w =>
    `${w.who} may no longer send other properties than those listed in ${w.what} of ${w.where}.`,
  'alternative-removed': w =>
    `${w.who} may no longer send the alternative ${w.detail} of ${w.what} in ${w.where}.`,
  'alternative-added': w =>
    `${w.who} may now also send the alternative ${w.detail} of ${w.what} in ${w.where}.`,
};

const RECEIVE: Partial<Record<SchemaChangeKind, Sentence>> = {
  'property-required': w => `In ${w.where}, ${w.what} is always there now.`,
  'property-optional': w => `In ${w.where}, ${w.what} may be missing now.`,
  'property-removed': w => `In ${w.where}, ${w.what} is no longer there.`,
  'property-added': w => `In ${w.where}, ${w.what} is new.`,
  'property-added-to-closed': w =>
    `In ${w.where}, ${w.what} is new, where no other properties were allowed.`,
  'write-only-began': w =>
    `In ${w.where}, ${w.what} is only for sending now, so it may be missing.`,
  'write-only-ended': w => `In ${w.where}, ${w.what} may come now.`,
  'null-refused': w => `In ${w.where}, ${w.what} is never null any more.`,
  'null-accepted': w => `In ${w.where}, ${w.what} may be null now.`,
  'enum-value-removed': w =>
    `In ${w.where}, ${w.what} is never ${w.detail} any more.`,
  'enum-value-added': w =>
    `In ${w.where}, ${w.what} may be ${w.detail} now, which is new.`,
  'values-listed': w => `In ${w.where}, ${w.what} is only ${w.detail} now.`,
  'alternative-removed': w =>
    `In ${w.where}, the alternative ${w.detail} of ${w.what} does not come any more.`,
  'alternative-added': w =>
    `In ${w.where}, ${w.what} may be the alternative ${w.detail} now, which is new.`,
};

const BOTH: Partial<Record<SchemaChangeKind, Sentence>> = {
  'type-changed': w =>
    `In ${w.where}, the type of ${w.what} changed ${w.detail}.`,
  'values-freed': w =>
    `In ${w.where}, ${w.what} is no longer limited to a list of values.`,
  'values-replaced': w =>
    `In ${w.where}, the values of ${w.what} are all other ones now: ${w.detail}.`,
  'constant-freed': w =>
    `In ${w.where}, ${w.what} may be other than ${w.detail} now.`,
  'bound-tightened': w => `In ${w.where}, ${w.what} is bounded by ${w.detail}.`,
  'bound-loosened': w => `In ${w.where}, ${w.what} is bounded by ${w.detail}.`,
  'pattern-changed': w =>
    `In ${w.where}, the pattern of ${w.what} changed ${w.detail}.`,
  'format-changed': w =>
    `In ${w.where}, the format of ${w.what} changed ${w.detail}.`,
  'closed-to-others': w =>
    `In ${w.where}, ${w.what} has only the listed properties now.`,
  'opened-to-others': w =>
    `In ${w.where}, ${w.what} may have other properties than those listed now.`,
  'composition-changed': w =>
    `In ${w.where}, the way schemas are combined in ${w.what} changed${w.detail && `: ${w.detail}`}.`,
  'array-form-changed': w =>
    `In ${w.where}, what ${w.what} may hold changed: ${w.detail}.`,
  'discriminator-changed': w =>
    `In ${w.where}, what tells the alternatives of ${w.what} apart changed ${w.detail}.`,
  'default-changed': w =>
    `In ${w.where}, the default of ${w.what} changed ${w.detail}.`,
  'known-value-removed': w =>
    `In ${w.where}, ${w.what} is never ${w.detail} any more.`,
  'known-value-added': w =>
    `In ${w.where}, ${w.what} may be ${w.detail} now, as values of this list may be added.`,
  'xml-form-changed': w =>
    `In ${w.where}, the form of ${w.what} in XML changed.`,
  deprecated: w => `In ${w.where}, ${w.what} is ${w.detail}.`,
  'reference-changed': w =>
    `In ${w.where}, ${w.what} ${w.detail}, which is not fetched; what that means could not be told.`,
};

/** A sentence for the consumer. */
export function messageOf(
  { kind, why }: Pick<Finding, 'kind' | 'why'>,
  direction: ContractDirection,
  words: Words,
): string {
  const own = direction === 'send' ? SEND[kind] : RECEIVE[kind];
  const say =
    own ??
    BOTH[kind] ??
    (w => `In ${w.where}, words or hints of ${w.what} changed: ${w.detail}.`);
  const sentence = say(words);
  return why
    ? `${sentence} What that means could not be told: ${why}.`
    : sentence;
}
