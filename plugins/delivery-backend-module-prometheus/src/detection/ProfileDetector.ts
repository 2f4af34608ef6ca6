import type { LoggerService } from '@backstage/backend-plugin-api';
import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import { LRUCache } from 'lru-cache';
import type { QueryAnswer } from '../client/answers';
import type { HealthProfile } from '../profiles/HealthProfile';
import {
  PART_LABEL,
  renderBy,
  renderMatchers,
  renderUnion,
  type Matcher,
} from '../promql/promql';
import {
  groupBySelection,
  type SelectionGroup,
} from '../selection/SelectionGroup';
import {
  candidatesOf,
  classifiedMatchers,
  type Candidate,
  type CandidateRules,
} from './candidates';

/** A way in which the requests of a deployment are measured. */
export type RequestCandidate = Candidate & {
  metrics: NonNullable<Candidate['metrics']>;
};

/** What is really there of a deployment. */
export interface Detected {
  target: HealthTarget;
  requests?: RequestCandidate;
  /** Profiles that add lines, with the families of theirs that are there. */
  extra: { candidate: Candidate; families: ReadonlySet<string> }[];
  /** All ways that were looked for; what identifies it elsewhere. */
  candidates: readonly Candidate[];
}

/** Answers one query at a time in the past or now. */
export type AskAt = (query: string, time: number) => Promise<QueryAnswer>;

/** What a detector works with. */
export interface ProfileDetectorOptions {
  rules: CandidateRules;
  logger: LoggerService;
}

const REMEMBER_MS = 5 * 60_000;
const MOST = 50_000;
/** How long ago what is gone now may have been there. */
const LOOK_BACK = 3600;

/** Finds out by which metrics deployments can be measured, many in one query. */
export class ProfileDetector {
  readonly #options: ProfileDetectorOptions;
  readonly #known = new LRUCache<string, Detected>({
    max: MOST,
    ttl: REMEMBER_MS,
  });

  private constructor(options: ProfileDetectorOptions) {
    this.#options = options;
  }

  static create(options: ProfileDetectorOptions) {
    return new ProfileDetector(options);
  }

  /** What is there now, or was within the last hour; remembered for some minutes. */
  async detect(
    targets: readonly HealthTarget[],
    now: number,
    ask: AskAt,
  ): Promise<Detected[]> {
    const unknown = targets.filter(target => !this.#known.has(keyOf(target)));
    let isWhole = true;
    const asking: AskAt = async (query, time) => {
      const answer = await ask(query, time);
      isWhole &&= answer.partial === undefined;
      return answer;
    };
    let found = await this.detectAt(unknown, now, asking);
    const absent = found.filter(isAbsent).map(({ target }) => target);
    if (absent.length) {
      const before = await this.detectAt(absent, now - LOOK_BACK, asking);
      const byId = new Map(before.map(each => [each.target, each]));
      found = found.map(each => ({
        ...each,
        requests: each.requests ?? byId.get(each.target)?.requests,
      }));
    }
    const fresh = new Map(found.map(each => [each.target, each]));
    for (const each of isWhole ? found : []) {
      this.#known.set(keyOf(each.target), each);
    }
    return targets.flatMap(target => {
      const detected = fresh.get(target) ?? this.#known.get(keyOf(target));
      return detected ? [detected] : [];
    });
  }

  /** What was found lately; nothing is asked. */
  remembered(target: HealthTarget): Detected | undefined {
    return this.#known.get(keyOf(target));
  }

  /** What was there at a time. */
  async detectAt(
    targets: readonly HealthTarget[],
    time: number,
    ask: AskAt,
  ): Promise<Detected[]> {
    const lists = targets.map(target => this.#candidatesOf(target));
    const looks = lists.flat().map(candidate => lookFor(candidate));
    const groups = groupBySelection(
      looks,
      ({ candidate }) => candidate.selection,
      ({ kind }) => kind,
    );
    const present = new Map<Candidate, Set<string>>();
    if (groups.length) {
      const answer = await ask(renderDetection(groups), time);
      collect(answer, groups, present);
    }
    return targets.map((target, index) =>
      toDetected(target, lists[index], present),
    );
  }

  /** A broken annotation takes its entity out of the survey, and nothing else. */
  #candidatesOf(target: HealthTarget): Candidate[] {
    try {
      return candidatesOf(target, this.#options.rules);
    } catch (error) {
      this.#options.logger.warn(
        'An annotation about metrics is not understood',
        {
          entityRef: target.entityRef,
          reason: (error as Error).message,
        },
      );
      return [];
    }
  }
}

/** Of all deployments that the same metrics may measure. */
const MATCHERS = new WeakMap<object, { matchers: Matcher[]; kind: string }>();

function matchersOf(metrics: RequestCandidate['metrics']) {
  const known = MATCHERS.get(metrics);
  if (known) {
    return known;
  }
  const matchers = classifiedMatchers(metrics);
  const made = { matchers, kind: renderMatchers(matchers) };
  MATCHERS.set(metrics, made);
  return made;
}

interface Look {
  candidate: Candidate;
  families: readonly string[];
  matchers: Matcher[];
  /** Equal matchers have an equal kind. */
  kind: string;
}

function lookFor(candidate: Candidate): Look {
  const { metrics, profile } = candidate;
  return metrics
    ? {
        candidate,
        families: [metrics.metric],
        ...matchersOf(metrics),
      }
    : { candidate, families: familiesOf(profile), matchers: [], kind: '' };
}

function familiesOf({ lines = [] }: HealthProfile): string[] {
  return lines.map(({ family }) => family);
}

interface LookGroup {
  group: SelectionGroup<Look>;
  items: Look[];
}

function renderDetection(groups: readonly LookGroup[]): string {
  return renderUnion(
    groups.map(({ group, items }, index) => {
      const families = [...new Set(items.flatMap(look => look.families))];
      const matchers: Matcher[] = [
        { label: '__name__', in: families },
        ...items[0].matchers,
        ...group.matchers(),
      ];
      const by = renderBy('count', ['__name__', ...group.names]);
      return {
        id: `${index}`,
        expression: `${by}({${renderMatchers(matchers)}})`,
      };
    }),
  );
}

function collect(
  { series }: QueryAnswer,
  groups: readonly LookGroup[],
  present: Map<Candidate, Set<string>>,
): void {
  for (const { labels } of series) {
    const { __name__: family } = labels;
    const looks = groups[Number(labels[PART_LABEL])]?.group.find(labels) ?? [];
    for (const { candidate, families } of looks) {
      if (families.includes(family)) {
        const names = present.get(candidate) ?? new Set();
        present.set(candidate, names.add(family));
      }
    }
  }
}

function toDetected(
  target: HealthTarget,
  candidates: readonly Candidate[],
  present: ReadonlyMap<Candidate, ReadonlySet<string>>,
): Detected {
  const found = candidates.filter(candidate => present.has(candidate));
  return {
    target,
    candidates,
    requests: found.find(
      (candidate): candidate is RequestCandidate => !!candidate.metrics,
    ),
    extra: found
      .filter(({ metrics }) => !metrics)
      .map(candidate => ({ candidate, families: present.get(candidate)! })),
  };
}

function isAbsent({ requests, candidates }: Detected): boolean {
  return !requests && candidates.some(({ metrics }) => !!metrics);
}

function keyOf(target: HealthTarget): string {
  const { deploymentId, component, environment, annotations } = target;
  const { namespace, tenant, cluster } = target;
  return JSON.stringify([
    ...[deploymentId, component, environment, namespace, tenant, cluster],
    Object.entries(annotations).filter(([name]) =>
      /^(slipway\.dev|prometheus\.io)\//.test(name),
    ),
  ]);
}
