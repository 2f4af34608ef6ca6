import { type Operation, applyPatch } from 'fast-json-patch';
import { badRequest, invalid, tooLarge } from './StatusError';

/** As many as Kubernetes takes in one request. */
const MOST_OPERATIONS = 10_000;

function isOperation(item: unknown): item is Operation {
  const { op, path } = (item ?? {}) as Partial<Record<string, unknown>>;
  return typeof op === 'string' && typeof path === 'string';
}

/**
 * Applies a JSON patch (RFC 6902), all of it or nothing, and leaves what it
 * was given as it is.
 *
 * @throws StatusError 400 when it is no patch, 422 when it cannot be applied
 */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || !patch.every(isOperation)) {
    throw badRequest(
      'a JSON patch is a list of operations, each with op and path',
    );
  }
  if (patch.length > MOST_OPERATIONS) {
    throw tooLarge(
      `The allowed maximum operations in a JSON patch is ${MOST_OPERATIONS}, got ${patch.length}`,
    );
  }
  try {
    return applyPatch(target, patch, true, false).newDocument;
  } catch (error) {
    const [first] = String((error as Error).message).split('\n');
    throw invalid(
      `the server rejected our request due to an error in our request: ${first}`,
    );
  }
}
