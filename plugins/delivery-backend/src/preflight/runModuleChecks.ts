import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CheckResult } from '@slipway/backstage-plugin-delivery-common';
import type {
  PreflightAnswer,
  PreflightCheck,
  PreflightSubject,
} from '@slipway/backstage-plugin-delivery-node';

/** What is asked, by whom, and how long there is time. */
export interface ModuleChecksOptions {
  subject: PreflightSubject;
  credentials: BackstageCredentials;
  /** Aborted when the time is over. */
  signal: AbortSignal;
}

function timeIsOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new Error('it did not answer in time'));
    if (signal.aborted) {
      late();
    } else {
      signal.addEventListener('abort', late, { once: true });
    }
  });
}

/** A sentence of a module ends in one full stop, whatever it brings itself. */
function describe(error: unknown): string {
  const { message } = error as Error;
  return `This could not be checked: ${message.replace(/\.+$/, '')}.`;
}

function listOf(
  answer: PreflightAnswer | readonly PreflightAnswer[] | undefined,
): readonly PreflightAnswer[] {
  if (answer === undefined) return [];
  return Array.isArray(answer) ? answer : [answer as PreflightAnswer];
}

async function runOne(
  check: PreflightCheck,
  { subject, credentials, signal }: ModuleChecksOptions,
): Promise<CheckResult[]> {
  const started = Date.now();
  const { id, title } = check;
  const tookMs = () => Date.now() - started;
  try {
    const answer = await Promise.race([
      check.check(subject, { credentials, signal }),
      timeIsOver(signal),
    ]);
    return listOf(answer).map(each => ({
      ...{ title, ...each, tookMs: tookMs() },
      id: each.id ? `${id}:${each.id}` : id,
    }));
  } catch (error) {
    const message = describe(error);
    return [{ id, title, status: 'unknown', message, tookMs: tookMs() }];
  }
}

/**
 * Asks all checks of modules at once. One that fails or is late counts as one
 * that could not tell; one that does not apply is left out.
 */
export async function runModuleChecks(
  checks: readonly PreflightCheck[],
  options: ModuleChecksOptions,
): Promise<CheckResult[]> {
  const results = await Promise.all(
    checks.map(check => runOne(check, options)),
  );
  return results.flat();
}
