import { skeletonOf } from './names';
import type { EnvironmentPolicy, Hold } from './types';

/**
 * What may be called the same kind of environment: any number of them, each
 * there as long as Git holds a folder of it.
 *
 * @public
 */
export interface EnvironmentKind {
  /** For example `preview`. */
  kind: string;
  /** With `{name}`, for example `Preview {name}`. */
  title: string;
  /** Position among the environments; all of a kind share it. */
  order: number;
  /** Regular expression that a name has to match as a whole. */
  names?: string;
  /** Names that nobody may take. */
  reserved: string[];
  timeToLive: TimeToLiveRule;
  policy: EnvironmentPolicy;
}

/**
 * How long an environment of a kind may live.
 *
 * @public
 */
export interface TimeToLiveRule {
  /** Whether each folder has to say when it ends. */
  required: boolean;
  /** ISO 8601 durations, for example `P3D`. */
  usual?: string;
  longest?: string;
}

/** @public */
export interface EnvironmentCreator {
  /** Author of the commit that brought the first folder. */
  name: string;
  /** Entity ref of who asked for it in the portal. */
  entityRef?: string;
}

/**
 * Where an environment that exists only in Git comes from, and when it ends.
 *
 * @public
 */
export interface EnvironmentLife {
  kind: string;
  /** When its first folder reached the branch, ISO 8601 in UTC. */
  since: string;
  /** The commit that brought it. */
  commit: string;
  commitUrl?: string;
  createdBy: EnvironmentCreator;
  /** Environment that it is a copy of. */
  copiedFrom?: string;
  reason?: string;
  /** When the first of its folders end, ISO 8601 in UTC; absent when none does. */
  expires?: string;
  /** Deployments that stay then: they end later, or not at all. */
  staying: number;
  /** Why something that is over was not removed, or will not be; each a sentence. */
  problems: string[];
}

/**
 * A folder of an environment.
 *
 * @public
 */
export interface EnvironmentFolder {
  deploymentId: string;
  entityRef: string;
  component: string;
  tenant?: string;
  cluster?: string;
  repository: string;
  path: string;
  version?: string;
  /** ISO 8601 in UTC. */
  expires?: string;
  hold?: Hold;
}

/**
 * A folder that looks like one of an environment and is none.
 *
 * @public
 */
export interface RefusedFolder {
  repository: string;
  path: string;
  /** One sentence. */
  message: string;
}

/**
 * Asks for a later end.
 *
 * @public
 */
export interface ProlongRequest {
  /** ISO 8601 with a zone. */
  expires: string;
  reason: string;
  /** The commit that was looked at. */
  base?: string;
}

/**
 * Asks for the end now.
 *
 * @public
 */
export interface EndRequest {
  reason: string;
  /** The commit that was looked at. */
  base?: string;
  /** Also removes what is held against changes. */
  heldToo?: boolean;
}

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
/** A namespace has the environment and the component in its name. */
const LONGEST_NAME = 40;
const ALWAYS_RESERVED = [
  ...['default', 'kube-system', 'kube-public', 'kube-node-lease'],
  ...['con', 'prn', 'aux', 'nul', 'localhost', 'all', 'new', 'none'],
];

function oddLetter(name: string): string | undefined {
  const odd = [...name].find(letter => letter < '!' || letter > '~');
  return odd?.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}

/**
 * Why an environment of a kind cannot be called so; undefined when it can. The
 * name becomes a folder, a namespace and a part of host names, and nobody may
 * take it for a configured environment.
 *
 * @param configured - names of the configured environments
 * @public
 */
export function refuseEnvironmentName(
  name: string,
  kind: Pick<EnvironmentKind, 'kind' | 'names' | 'reserved'>,
  configured: readonly string[],
): string | undefined {
  const shown = JSON.stringify(name.slice(0, 80));
  const odd = oddLetter(name);
  if (odd) {
    return `The environment ${shown} holds the character U+${odd}, which may look like another one; use a–z, 0–9 and '-'.`;
  }
  const alike = configured.find(each => skeletonOf(each) === skeletonOf(name));
  if (alike) {
    return alike.toLowerCase() === name.toLowerCase()
      ? `The environment ${shown} is configured already; choose another name.`
      : `The environment ${shown} looks like ${alike}, which is configured; choose another name.`;
  }
  if (name.length > LONGEST_NAME) {
    return `The environment ${shown} has ${name.length} characters; ${LONGEST_NAME} are the most, because names of namespaces hold it.`;
  }
  if (!LABEL.test(name)) {
    return `The environment ${shown} is no DNS label; use a–z, 0–9 and '-', with a letter or digit at both ends.`;
  }
  if ([...ALWAYS_RESERVED, ...kind.reserved].includes(name)) {
    return `The environment ${shown} is reserved; choose another name.`;
  }
  if (kind.names && !new RegExp(`^(?:${kind.names})$`).test(name)) {
    return `The environment ${shown} does not match ${kind.names}, which names of the kind ${kind.kind} have to.`;
  }
  return undefined;
}
