import type {
  HealthSource,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type { HealthConfig } from '../config/readHealthConfig';
import type { HealthStore } from '../health/HealthStore';
import type { HealthSubject, HealthSubjects } from '../health/HealthSubjects';
import { declaredSlos } from '../health/SloMeter';
import { limitsOf } from '../health/limits';
import { sumCounts } from '../health/windows';
import { pause } from '../leases/runUnderLease';
import { describeSeconds } from '../versions/describeDuration';
import { OperationEnd, type OperationRun } from './OperationRun';
import { type Recovery, judgeRecovery } from './judgeRecovery';

/** What the step works with. */
export interface VerifyStepOptions {
  sources: readonly HealthSource[];
  subjects: HealthSubjects;
  store: HealthStore;
  config: HealthConfig;
  /** @throws OperationEnd when somebody has put another version there since */
  assertCurrent: (run: OperationRun) => Promise<void>;
}

/** Who measures the deployment, and what is known of the version before. */
interface Verification {
  source: HealthSource;
  subject: HealthSubject;
  p95Before?: number;
  errorsBefore?: number;
}

const LONG_SECONDS = 600;
const SHORT_SECONDS = 60;
const MOST_LOOK_MS = 5_000;
const CATALOG_LOOK_MS = 500;

async function prepare(
  { row }: OperationRun,
  { sources, subjects, store }: VerifyStepOptions,
): Promise<Verification | undefined> {
  const subject = await subjects.one(row.deployment_id);
  const source =
    subject && sources.find(candidate => candidate.claims(subject.target));
  if (!subject || !source) {
    return undefined;
  }
  const stored = await store.comparisons([row.deployment_id]);
  const bad = (stored.get(row.deployment_id) ?? [])
    .map(({ comparison }) => comparison)
    .find(({ version }) => version === row.from_version);
  return {
    ...{ source, subject },
    p95Before: bad?.before?.p95,
    errorsBefore: bad?.after?.errorRatio,
  };
}

/** Counts since the version runs. */
async function look(
  { source, subject }: Verification,
  startMs: number,
  signal: AbortSignal,
): Promise<{ long?: RequestCounts; short?: RequestCounts; elapsed: number }> {
  const now = Math.floor(Date.now() / 1000);
  const start = Math.floor(startMs / 1000);
  const elapsed = now - start;
  if (elapsed < 1) {
    return { elapsed };
  }
  const spans = [LONG_SECONDS, SHORT_SECONDS].map(length => ({
    target: subject.target,
    span: { from: Math.max(start, now - length), to: now, parts: 1 },
  }));
  const [long, short] = await source.counts(spans, { signal });
  return { long: sumCounts(long), short: sumCounts(short), elapsed };
}

function notVerified(run: OperationRun, cause: string): OperationEnd {
  const { to_version: version } = run.row;
  return new OperationEnd(
    'not-verified',
    `Not verified: ${cause} ${version} runs and the runtime calls it healthy; whether requests recovered is not known.`,
    [
      'Look at the service itself: its own page, its logs, a request by hand.',
      'When its metrics are back, the health of the deployment shows what happened.',
    ],
  );
}

function notRecovered(run: OperationRun, fails: string): OperationEnd {
  const { from_version: from, to_version: to } = run.row;
  return new OperationEnd('not-recovered', `Not recovered: ${fails}`, [
    `${to} runs, so ${from} may not be the cause: look at what else changed near that time, here and in what it depends on.`,
    'The database, secrets and messages already sent stay as they are; see whether one of them is the cause.',
    'Go further back: choose another version in the history.',
  ]);
}

/** How long it took, from the request to the evidence. */
function tookWords({ row }: OperationRun): string {
  const took = (Date.now() - Date.parse(row.requested_at)) / 1000;
  return describeSeconds(took);
}

/** One look; a source that is silent for too long ends the operation. */
class Watch {
  readonly #run: OperationRun;
  readonly #options: VerifyStepOptions;
  readonly #verification: Verification;
  #silentSince?: number;

  constructor(
    run: OperationRun,
    options: VerifyStepOptions,
    verification: Verification,
  ) {
    this.#run = run;
    this.#options = options;
    this.#verification = verification;
  }

  /** @throws OperationEnd when the source has been silent for too long */
  async judge(startMs: number): Promise<Recovery> {
    const { config } = this.#options;
    const { subject, p95Before, errorsBefore } = this.#verification;
    try {
      const signal = AbortSignal.any([
        this.#run.signal,
        AbortSignal.timeout(config.patienceMs),
      ]);
      const seen = await look(this.#verification, startMs, signal);
      this.#silentSince = undefined;
      const limits = limitsOf(declaredSlos(subject).slos, config);
      const atLeast = config.verifyAfterMs / 1000;
      return judgeRecovery({
        ...{ ...seen, atLeast, limits, p95Before, errorsBefore },
      });
    } catch (error) {
      return this.#silent((error as Error).message);
    }
  }

  #silent(cause: string): Recovery {
    const { title } = this.#verification.source;
    const now = Date.now();
    this.#silentSince ??= now;
    const sentence = cause.startsWith(title)
      ? cause
      : `${title} is silent: ${cause}`;
    if (now - this.#silentSince >= this.#options.config.patienceMs) {
      throw notVerified(this.#run, sentence);
    }
    return { unclear: sentence };
  }
}

/** Alerts look further back than a fresh recovery; silence about them would puzzle. */
async function alertWords(
  run: OperationRun,
  { source, subject }: Verification,
): Promise<string> {
  const { target } = subject;
  const readings = await source
    .survey([target], { signal: run.signal })
    .catch(() => undefined);
  const alerts = readings?.get(target.deploymentId)?.alerts ?? [];
  const firing = alerts.filter(({ state }) => state === 'firing');
  return firing.length
    ? ` The alert ${firing[0].name} still fires; it looks further back.`
    : '';
}

async function endRecovered(
  run: OperationRun,
  evidence: string,
  verification: Verification,
) {
  const words = `${evidence}${await alertWords(run, verification)}`;
  await run.finish('verifying', words);
  await run.end('recovered', `Recovered in ${tookWords(run)}. ${words}`);
}

async function watch(
  run: OperationRun,
  options: VerifyStepOptions,
  verification: Verification,
) {
  const { config, assertCurrent } = options;
  const start = await run.startedAt('verifying');
  const eyes = new Watch(run, options, verification);
  for (;;) {
    await run.assertLease();
    await assertCurrent(run);
    const verdict = await eyes.judge(start);
    await run.assertLease();
    if ('recovered' in verdict) {
      await endRecovered(run, verdict.recovered, verification);
      return;
    }
    const fails = 'fails' in verdict ? verdict.fails : undefined;
    const unclear = 'unclear' in verdict ? verdict.unclear : undefined;
    if (Date.now() - start > config.verifyTimeoutMs) {
      throw fails ? notRecovered(run, fails) : notVerified(run, unclear!);
    }
    await run.progress('verifying', (fails ?? unclear)!);
    await pause(Math.min(config.intervalMs, MOST_LOOK_MS), run.signal);
  }
}

/** A portal that has just been started may not know annotations yet. */
async function untilCatalogAnswers(
  run: OperationRun,
  { subjects, config }: VerifyStepOptions,
) {
  const deadline = Date.now() + config.patienceMs;
  while (!(await subjects.isReady()) && Date.now() < deadline) {
    await run.assertLease();
    await pause(CATALOG_LOOK_MS, run.signal);
  }
}

/**
 * Measures whether requests recovered and ends the operation: `recovered` or
 * `not-recovered` by evidence, `not-verified` when there is none to be had,
 * `completed` where nothing is measured at all.
 *
 * @throws OperationEnd for every end but success
 */
export async function verifyStep(
  run: OperationRun,
  options: VerifyStepOptions,
): Promise<void> {
  const { to_version: version, type } = run.row;
  await options.assertCurrent(run);
  if (type === 'upgrade') {
    await run.finish(
      'verifying',
      'Its wave watches it from now on.',
      'skipped',
    );
    await run.end(
      'completed',
      `${version} runs and the runtime calls it healthy.`,
    );
    return;
  }
  await untilCatalogAnswers(run, options);
  const verification = await prepare(run, options);
  if (!verification) {
    const message = 'Whether requests recovered is not measured.';
    await run.finish('verifying', message, 'skipped');
    await run.end(
      'completed',
      `${version} runs and the runtime calls it healthy. ${message}`,
    );
    return;
  }
  await run.begin('verifying', 1, 'Counts requests.');
  await run.set({
    state: 'verifying',
    message: `${version} runs. Measures whether requests recover.`,
  });
  await watch(run, options, verification);
}
