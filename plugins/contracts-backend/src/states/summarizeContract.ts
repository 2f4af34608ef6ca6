import type {
  ConsumerEvidence,
  ContractGap,
  ContractState,
  ContractSummary,
  Deprecation,
  VersionJudgement,
} from '@slipway/backstage-plugin-contracts-common';
import { contractGroupOf, contractTypeOf } from '../contracts/contractTypes';
import type { ContractRow, VersionRow } from '../database/rows';
import type { JudgedConsumer } from '../judge/ConsumersJudge';
import { listed, nameOf, unique } from '../judge/names';
import { placeName } from '../judge/places';
import { isSemVer } from '../policy/versions';
import type { KeptSummary, Mentions } from './StateStore';
import { providersOf } from '../landscape/landscapeIndex';

/** What a summary is made from. */
export interface SummaryInput {
  contract: ContractRow;
  typeTitle: string;
  latest?: VersionRow;
  /** Its judgement, when that is another than the one that is kept with it. */
  judgement?: VersionJudgement;
  /** Why the newest document cannot be read. */
  problem?: string;
  consumers: readonly JudgedConsumer[];
  deprecations: readonly Deprecation[];
  /** Why it is not known who uses it. */
  blind?: string;
}

type Gap = ContractSummary['gaps'][number];

function names(consumers: readonly JudgedConsumer[]): string {
  return listed(
    unique(consumers.map(each => `${nameOf(each.entityRef)} ${each.version}`)),
  );
}

function breaking({ consumers, latest }: SummaryInput): Gap[] {
  const broken = consumers.filter(({ verdict }) => verdict === 'breaking');
  return broken.length
    ? [
        {
          gap: 'would-break',
          message: `${latest?.version} breaks ${names(broken)}.`,
        },
      ]
    : [];
}

function overdue({ deprecations }: SummaryInput): Gap[] {
  return deprecations
    .filter(each => (each.daysLeft ?? 0) < 0 && each.consumers.length)
    .map(({ operation, field, daysLeft }) => ({
      gap: 'overdue' as const,
      message: `${field ? `${field} of ${operation}` : operation} should have been gone for ${-daysLeft!} days.`,
    }));
}

const DECLARED: readonly ConsumerEvidence[] = ['declared', 'pact'];

function isSilent({ evidence }: JudgedConsumer): boolean {
  return !DECLARED.some(each => evidence.includes(each));
}

function undeclared({ consumers }: SummaryInput): Gap[] {
  const silent = consumers.filter(isSilent);
  return silent.length
    ? [
        {
          gap: 'unknown-consumers',
          message: `${names(silent)} never declared what is used.`,
        },
      ]
    : [];
}

function documents(input: SummaryInput): Gap[] {
  const { contract, latest, problem } = input;
  if (!contractTypeOf(contract.spec_type)) {
    const message = `Contracts of the type '${contract.spec_type}' cannot be compared.`;
    return [{ gap: 'no-contract', message }];
  }
  if (!latest) {
    return [{ gap: 'no-contract', message: 'No version was ever published.' }];
  }
  const gaps: Gap[] = problem ? [{ gap: 'unreadable', message: problem }] : [];
  return contract.problem
    ? [...gaps, { gap: 'changed-without-version', message: contract.problem }]
    : gaps;
}

function gapsOf(input: SummaryInput, judgement?: VersionJudgement): Gap[] {
  const { contract } = input;
  const bump: Gap[] =
    judgement && !judgement.fits
      ? [{ gap: 'bump-too-small', message: judgement.message }]
      : [];
  const owner: Gap[] = contract.owner
    ? []
    : [{ gap: 'no-owner', message: 'Nobody answers for it.' }];
  return [
    ...breaking(input),
    ...bump,
    ...overdue(input),
    ...documents(input),
    ...owner,
    ...undeclared(input),
  ];
}

const CANNOT_TELL: readonly ContractGap[] = ['no-contract', 'unreadable'];

function stateOf(
  input: SummaryInput,
  gaps: readonly Gap[],
  judgement?: VersionJudgement,
): { state: ContractState; stateReason: string } {
  const { consumers, latest } = input;
  const broken = consumers.filter(({ verdict }) => verdict === 'breaking');
  if (broken.length) {
    const places = unique(broken.flatMap(each => each.places.map(placeName)));
    return {
      state: 'breaks',
      stateReason: `${latest?.version} would break ${names(broken)} in ${listed(places)}.`,
    };
  }
  const blind = gaps.find(({ gap }) => CANNOT_TELL.includes(gap));
  if (blind) return { state: 'unknown', stateReason: blind.message };
  if (input.blind) return { state: 'unknown', stateReason: input.blind };
  const unknown = consumers.filter(({ verdict }) => verdict === 'unknown');
  if (unknown.length) {
    return {
      state: 'unknown',
      stateReason: `What ${latest?.version} does to ${names(unknown)} could not be told.`,
    };
  }
  const risky = consumers.filter(({ verdict }) => verdict === 'risky');
  if (risky.length) {
    return {
      state: 'risky',
      stateReason: `${latest?.version} may surprise ${names(risky)}.`,
    };
  }
  if (judgement && !judgement.fits) {
    return { state: 'risky', stateReason: judgement.message };
  }
  return {
    state: 'fine',
    stateReason: consumers.length
      ? 'All that is live gets what it needs.'
      : 'Nobody who lives is known to use it.',
  };
}

/** The judgement that is kept with a version. */
export function judgementOf(row: VersionRow): VersionJudgement | undefined {
  if (!row.judgement) return undefined;
  const { basis: _basis, ...judgement } = JSON.parse(row.judgement);
  return judgement as VersionJudgement;
}

function countsOf(consumers: readonly JudgedConsumer[]) {
  const count = (verdict?: JudgedConsumer['verdict']) =>
    new Set(
      consumers
        .filter(each => !verdict || each.verdict === verdict)
        .map(({ entityRef }) => entityRef),
    ).size;
  return {
    total: count(),
    breaking: count('breaking'),
    unknown: count('unknown'),
  };
}

function refsWith(
  { consumers }: SummaryInput,
  wanted: (consumer: JudgedConsumer) => boolean,
): string[] {
  return unique(consumers.filter(wanted).map(({ entityRef }) => entityRef));
}

/** Whom each sentence names. */
function mentionsOf(
  input: SummaryInput,
  gaps: readonly Gap[],
  { state }: { state: ContractState },
): Mentions {
  const named: Partial<Record<ContractGap, string[]>> = {
    'would-break': refsWith(input, ({ verdict }) => verdict === 'breaking'),
    'unknown-consumers': refsWith(input, isSilent),
  };
  const verdicts = { breaks: 'breaking', unknown: 'unknown', risky: 'risky' };
  const verdict = state === 'fine' ? undefined : verdicts[state];
  return {
    // When the sentence is about something else, those of the verdict are none.
    state: refsWith(input, each => each.verdict === verdict),
    gaps: gaps.map(({ gap }) => named[gap] ?? []),
  };
}

/** What an integration point comes to. */
export function summarizeContract(input: SummaryInput): KeptSummary {
  const { contract, latest, typeTitle } = input;
  const judgement = input.judgement ?? (latest && judgementOf(latest));
  const gaps = gapsOf(input, judgement);
  const type = contractTypeOf(contract.spec_type);
  const state = stateOf(input, gaps, judgement);
  return {
    ...{ entityRef: contract.entity_ref, name: contract.name, typeTitle },
    ...(contract.title && { title: contract.title }),
    ...{ specType: contract.spec_type, group: contractGroupOf(type) },
    ...(type && { type }),
    ...(contract.owner && { owner: contract.owner }),
    ...(contract.system && { system: contract.system }),
    ...(contract.lifecycle && { lifecycle: contract.lifecycle }),
    providers: providersOf(contract),
    ...(latest && {
      latest: {
        ...{ version: latest.version, publishedAt: latest.published_at },
        versionKind: isSemVer(latest.version) ? 'semver' : 'other',
        ...(judgement && { judgement }),
      },
    }),
    consumers: countsOf(input.consumers),
    ...{ ...state, gaps, mentions: mentionsOf(input, gaps, state) },
  };
}
