import { InputError } from '@backstage/errors';
import type { NameStatus } from '@slipway/backstage-plugin-delivery-common';

/** What a name is for, in the words of an error. */
export type NameKind = 'component' | 'tenant' | 'environment' | 'cluster';

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LONGEST = 63;

/** Names that mean something else to what reads paths, namespaces and host names. */
export const ALWAYS_RESERVED: readonly string[] = [
  ...['default', 'kube-system', 'kube-public', 'kube-node-lease'],
  ...['con', 'prn', 'aux', 'nul', 'localhost'],
];

/** For a JSON Schema, so that a form can say it as well. */
export const NAME_PATTERN = LABEL;

/** Why a name cannot be. */
export interface NameProblem {
  status: Extract<NameStatus, 'invalid' | 'reserved'>;
  message: string;
}

function invalid(message: string): NameProblem {
  return { status: 'invalid', message };
}

/**
 * A name becomes a folder, a namespace and a part of a host name, so it must be
 * a DNS label. Letters beyond ASCII are refused with their own sentence: they
 * may look just like another name.
 */
export function nameProblem(
  kind: NameKind,
  name: string,
  reserved?: readonly string[],
): NameProblem | undefined {
  const shown = JSON.stringify(name.slice(0, 80));
  const odd = [...name].find(
    letter => letter < ' ' || letter > '~' || letter === '\u007f',
  );
  if (odd !== undefined) {
    const code = odd.codePointAt(0)!.toString(16).toUpperCase();
    return invalid(
      `The ${kind} ${shown} holds the character U+${code.padStart(4, '0')}, which may look like another one; use a–z, 0–9 and '-'.`,
    );
  }
  if (name.length > LONGEST) {
    return invalid(
      `The ${kind} ${shown} has ${name.length} characters; ${LONGEST} are the most that a namespace can have.`,
    );
  }
  if (!LABEL.test(name)) {
    return invalid(
      `The ${kind} ${shown} is no DNS label; use a–z, 0–9 and '-', with a letter or digit at both ends.`,
    );
  }
  // Two hyphens part the names that a namespace is made of; what is there already may have them.
  if (reserved && name.includes('--')) {
    return invalid(
      `The ${kind} ${shown} has two hyphens in a row, which part names in a namespace; use one.`,
    );
  }
  if ([...ALWAYS_RESERVED, ...(reserved ?? [])].includes(name)) {
    const message = `The ${kind} ${shown} is reserved; choose another.`;
    return { status: 'reserved', message };
  }
  return undefined;
}

/**
 * @param reserved - names that nobody may take; given for a name that is new
 * @throws InputError for a name that cannot be
 */
export function assertName(
  kind: NameKind,
  name: string,
  reserved?: readonly string[],
) {
  const problem = nameProblem(kind, name, reserved);
  if (problem) throw new InputError(problem.message);
}

/**
 * What is joined of several names can be too long although each of them is not.
 *
 * @throws InputError
 */
export function assertNamespace(namespace: string) {
  const shown = JSON.stringify(namespace.slice(0, 150));
  if (namespace.length > LONGEST) {
    throw new InputError(
      `The namespace ${shown} would have ${namespace.length} characters; ${LONGEST} are the most. Shorten the names that it is made of.`,
    );
  }
  if (!LABEL.test(namespace)) {
    throw new InputError(
      `The namespace ${shown} is no DNS label; use a–z, 0–9 and '-' in the names that it is made of.`,
    );
  }
}
