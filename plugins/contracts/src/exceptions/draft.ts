import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  ContractVerdict,
  NewContractException,
} from '@slipway/backstage-plugin-contracts-common';
import { nameOf } from '../state/names';
import type { ContractsWords } from '../translation';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 14;
/** The backend takes a year at most; the last day counts to its end. */
const LONGEST_DAYS = 365;

/** `name`, `namespace/name`, or with a kind before it. */
const REFERENCE = /^(?:[a-z][a-z0-9]*:)?(?:[\w.-]+\/)?[\w.-]+$/i;

/** An exception while it is being written. */
export interface ExceptionDraft {
  kind: 'rule' | 'block';
  rule: string;
  verdict: ContractVerdict;
  consumer: string;
  scope: string;
  environment: string;
  owner: string;
  reason: string;
  /** The last day on which it holds, as `yyyy-mm-dd`. */
  day: string;
  /** What was typed to confirm it. */
  typed: string;
}

/** A day some days from now, in the time of the person, as `yyyy-mm-dd`. */
export function dayFromNow(days: number, now = new Date()): string {
  const at = new Date(now.getTime() + days * DAY_MS);
  const part = (value: number) => String(value).padStart(2, '0');
  return [at.getFullYear(), part(at.getMonth() + 1), part(at.getDate())].join(
    '-',
  );
}

/** The first day that can be chosen, and the last. */
export function daysOf(now = new Date()): { min: string; max: string } {
  return { min: dayFromNow(1, now), max: dayFromNow(LONGEST_DAYS, now) };
}

/** What stands in the dialog when it opens. */
export function emptyDraft(now = new Date()): ExceptionDraft {
  return {
    ...{ kind: 'block', rule: '', verdict: 'risky', consumer: '', scope: '' },
    ...{ environment: '', owner: '', reason: '', typed: '' },
    day: dayFromNow(USUAL_DAYS, now),
  };
}

/** What an address brings along, for example from a rollback that is blocked. */
export function draftFrom(
  query: URLSearchParams,
  now = new Date(),
): ExceptionDraft | undefined {
  const kind = query.get('ask');
  if (kind !== 'rule' && kind !== 'block') return undefined;
  const told = (name: string) => query.get(name) ?? '';
  return {
    ...emptyDraft(now),
    ...{ kind, rule: told('rule'), environment: told('environment') },
    consumer: readRef(told('consumer'), 'component') ?? '',
    scope: readRef(told('scope'), 'api') ?? '',
  };
}

/** A full entity reference; undefined when the text is none. */
export function readRef(text: string, defaultKind: string): string | undefined {
  const ref = text.trim();
  return REFERENCE.test(ref)
    ? stringifyEntityRef(parseEntityRef(ref, { defaultKind }))
    : undefined;
}

/** What must be typed to confirm it: the name of what is let through. */
export function nameToType(draft: ExceptionDraft): string {
  if (draft.kind === 'rule') return draft.rule;
  const consumer = readRef(draft.consumer, 'component');
  return consumer ? nameOf(consumer) : '';
}

function missingSubject(draft: ExceptionDraft, t: ContractsWords) {
  const { kind, rule, consumer } = draft;
  if (kind === 'rule') return rule ? undefined : t('ask.needsRule');
  if (!consumer.trim()) return t('ask.needsConsumer');
  return readRef(consumer, 'component')
    ? undefined
    : t('ask.noEntity', { text: consumer });
}

function missingOwner({ owner }: ExceptionDraft, t: ContractsWords) {
  if (!owner.trim()) return t('ask.needsOwner');
  return readRef(owner, 'group')
    ? undefined
    : t('ask.noEntity', { text: owner });
}

/** What is still missing, the first of it, in one sentence. */
export function missingOf(
  draft: ExceptionDraft,
  t: ContractsWords,
  now = new Date(),
): string | undefined {
  const problem = missingSubject(draft, t) ?? missingOwner(draft, t);
  if (problem) return problem;
  if (!draft.reason.trim()) return t('ask.needsReason');
  const { min, max } = daysOf(now);
  if (draft.day < min || draft.day > max) return t('ask.needsDay');
  const name = nameToType(draft);
  return draft.typed.trim() === name
    ? undefined
    : t('ask.needsConfirm', { name });
}

/** The request for a draft in which nothing is missing. */
export function toException(draft: ExceptionDraft): NewContractException {
  const { kind, rule, verdict, scope, environment } = draft;
  return {
    kind,
    ...(kind === 'rule'
      ? { rule, verdict }
      : {
          consumer: readRef(draft.consumer, 'component'),
          ...(environment && { environment }),
        }),
    ...(scope && { scope }),
    owner: readRef(draft.owner, 'group') ?? draft.owner,
    reason: draft.reason.trim(),
    // The whole day counts, as the person sees it.
    expiresAt: new Date(`${draft.day}T23:59:59`).toISOString(),
  };
}
