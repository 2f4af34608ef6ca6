import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Candidate } from '../detection/candidates';
import type { Detected } from '../detection/ProfileDetector';
import type { Selection } from '../selection/selectLabels';

/** Ids of deployments, by what may measure them. */
type Owners = ReadonlyMap<string, ReadonlySet<string>>;

interface Surveyed {
  keys: ReadonlySet<string>;
  /** Unix time in seconds. */
  at: number;
}

interface Tenant {
  surveyed: Map<string, Surveyed>;
  owners: Owners;
}

const MOST_TOLD = 3;
/** What was not surveyed for so long is gone. */
const FORGET_SECONDS = 900;

/**
 * Two deployments that the same labels select have the same figures, and at
 * most one of them really has them: neither is measured then. Whoever asks
 * about one of them alone is told the same, so what was surveyed is remembered.
 */
export class Ambiguity {
  readonly #logger: LoggerService;
  /** By headers: the same labels select other series for another tenant. */
  readonly #tenants = new Map<string, Tenant>();
  readonly #told = new Set<string>();
  readonly #keys = new WeakMap<Selection, string>();

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  static create(logger: LoggerService) {
    return new Ambiguity(logger);
  }

  /**
   * Remembers those that are surveyed for a tenant, and tells once of those
   * that are not measured. A survey of some does not forget the others.
   */
  remember(
    headers: Readonly<Record<string, string>>,
    detected: readonly Detected[],
    now: number,
  ): void {
    const name = JSON.stringify(headers);
    const surveyed = new Map(this.#tenants.get(name)?.surveyed);
    for (const [id, { at }] of surveyed) {
      if (now - at > FORGET_SECONDS) {
        surveyed.delete(id);
      }
    }
    for (const each of detected) {
      const keys = this.#keysOf(each);
      surveyed.set(each.target.deploymentId, { keys, at: now });
    }
    const owners = ownersOf([...surveyed].map(([id, { keys }]) => [id, keys]));
    this.#tenants.set(name, { surveyed, owners });
    this.#tell(detected, owners);
  }

  /** Takes the figures of requests from those of which nobody knows whose they are. */
  leaveOut(
    headers: Readonly<Record<string, string>>,
    detected: readonly Detected[],
  ): Detected[] {
    const asked = ownersOf(
      detected.map(each => [each.target.deploymentId, this.#keysOf(each)]),
    );
    const before = this.#tenants.get(JSON.stringify(headers))?.owners;
    return detected.map(each =>
      each.requests && this.#others(each.requests, asked, before).length
        ? { ...each, requests: undefined }
        : each,
    );
  }

  /** Other deployments that the same labels select, of those that were surveyed. */
  sharedWith(
    headers: Readonly<Record<string, string>>,
    candidate: Candidate,
  ): string[] {
    const before = this.#tenants.get(JSON.stringify(headers))?.owners;
    return this.#others(candidate, before);
  }

  #others(candidate: Candidate, ...all: (Owners | undefined)[]): string[] {
    const key = this.#keyOf(candidate);
    const ids = new Set(all.flatMap(owners => [...(owners?.get(key) ?? [])]));
    ids.delete(candidate.target.deploymentId);
    return [...ids];
  }

  #tell(detected: readonly Detected[], owners: Owners): void {
    const concerned = detected.flatMap(({ requests }) => {
      const ids = requests && owners.get(this.#keyOf(requests));
      return ids && ids.size > 1 ? [[...ids].sort().join(', ')] : [];
    });
    const unsaid = [...new Set(concerned)].filter(ids => !this.#told.has(ids));
    if (unsaid.length) {
      this.#logger.warn(
        'Deployments that the same labels select are not measured: let labels tell them apart',
        { deployments: unsaid.slice(0, MOST_TOLD).join('; ') },
      );
    }
    for (const ids of unsaid) {
      this.#told.add(ids);
    }
  }

  /** By what may measure it and not only by what does now: a version before had other metrics. */
  #keysOf({ candidates, requests }: Detected): ReadonlySet<string> {
    return new Set(
      [requests ?? [], candidates]
        .flat()
        .flatMap(candidate =>
          candidate.metrics ? this.#keyOf(candidate) : [],
        ),
    );
  }

  #keyOf({ profile, selection }: Candidate): string {
    const key =
      this.#keys.get(selection) ?? JSON.stringify([profile.id, selection]);
    this.#keys.set(selection, key);
    return key;
  }
}

function ownersOf(
  all: readonly (readonly [id: string, keys: ReadonlySet<string>])[],
): Owners {
  const owners = new Map<string, Set<string>>();
  for (const [id, keys] of all) {
    for (const key of keys) {
      const ids = owners.get(key) ?? new Set();
      owners.set(key, ids.add(id));
    }
  }
  return owners;
}
