import { ConflictError, InputError } from '@backstage/errors';
import type {
  CheckResult,
  OperationRequest,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { toOneLine } from './commitMessage';

const MAX_REASON = 500;

/**
 * A request in the form it is stored and compared in.
 *
 * @throws InputError when it does not say why
 */
export function normaliseRequest(request: OperationRequest): OperationRequest {
  const reason = toOneLine(request.reason);
  if (!reason) {
    throw new InputError('Say why: the reason is empty.');
  }
  if (reason.length > MAX_REASON) {
    throw new InputError(`The reason is longer than ${MAX_REASON} characters.`);
  }
  const incident = request.incident && toOneLine(request.incident);
  const { type, deploymentId, version, expected, accept, undoes } = request;
  // Always in the same order, so that equal requests are equal texts.
  return {
    ...{ type, deploymentId, version, reason },
    expected: { version: expected.version, commit: expected.commit },
    incident: incident || undefined,
    accept: accept?.length ? [...accept].sort() : undefined,
    undoes,
  };
}

/**
 * Nothing blocks, and what could not tell was accepted by name.
 *
 * @throws ConflictError with the sentences of the checks
 */
export function assertPasses(preflight: Preflight, accepted: string[]) {
  const blocks = preflight.checks.filter(check => check.status === 'block');
  if (blocks.length) {
    throw new ConflictError(blocks.map(check => check.message).join(' '));
  }
  const open = preflight.checks.filter(
    check => check.status === 'unknown' && !accepted.includes(check.id),
  );
  if (open.length) {
    throw new ConflictError(
      `Some checks could not tell: ${open
        .map(check => `${check.message} (${check.id})`)
        .join(' ')} Name them under accept to go on.`,
    );
  }
}

/** What the checks said, in one sentence. */
export function summariseChecks(checks: readonly CheckResult[]): string {
  const count = (status: CheckResult['status']) =>
    checks.filter(check => check.status === status).length;
  const warnings = count('warn');
  const unknown = count('unknown');
  return [
    `All checks ran again: ${count('ok')} ok`,
    warnings && `${warnings} warning${warnings === 1 ? '' : 's'}`,
    unknown && `${unknown} accepted that could not tell`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.');
}
