import { setTimeout } from 'node:timers/promises';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CheckResult,
  CheckStatus,
  DeployedVersion,
  Deployment,
  ExpectedState,
  Preflight,
  PreflightRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type {
  PreflightCheck,
  PreflightSubject,
} from '@slipway/backstage-plugin-delivery-node';
import type { EnvironmentConfig } from '../config/readDeliveryConfig';
import type { RevisionStore } from '../database/RevisionStore';
import { describeTrouble } from '../git/GitError';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { OperationStore } from '../operations/OperationStore';
import type { DefaultVersionsService } from '../versions/DefaultVersionsService';
import { ledgerChecks } from './checks/ledgerChecks';
import type { LedgerSubject } from './checks/types';
import type { PlannedChange } from './ChangePlanner';

/** What the service works with. */
export interface PreflightServiceOptions {
  environments: readonly EnvironmentConfig[];
  deployments: DefaultDeploymentsService;
  versions: DefaultVersionsService;
  revisions: RevisionStore;
  operations: OperationStore;
  repositories: RepositoryRegistry;
  checks: readonly PreflightCheck[];
}

/** Checks of modules must answer within this time. */
const CHECK_TIMEOUT_MS = 1_800;
const SECOND_ROLLBACK_MS = 30 * 60_000;
const HISTORY = 500;

const ORDER: CheckStatus[] = ['block', 'unknown', 'warn', 'ok'];

/** The worst status of some checks. */
export function worst(
  checks: readonly Pick<CheckResult, 'status'>[],
): CheckStatus {
  return (
    ORDER.find(status => checks.some(check => check.status === status)) ?? 'ok'
  );
}

/** Answers, before anything is written, whether it is safe and what happens. */
export class DefaultPreflightService {
  readonly #options: PreflightServiceOptions;

  private constructor(options: PreflightServiceOptions) {
    this.#options = options;
  }

  static create(options: PreflightServiceOptions) {
    return new DefaultPreflightService(options);
  }

  /**
   * @param refresh - ask the remote first; without it the ledger is trusted,
   * which suits a caller that checks again at the push
   * @throws NotFoundError, NotAllowedError
   */
  async run(
    deploymentId: string,
    request: PreflightRequest,
    options: { credentials: BackstageCredentials; refresh: boolean },
  ): Promise<Preflight> {
    const started = Date.now();
    const { deployments } = this.#options;
    const row = await deployments.row(deploymentId, options);
    const remote = options.refresh
      ? await this.#refresh(row.repository)
      : undefined;
    const deployment = await deployments.get(deploymentId, options);
    const subject = await this.#subject(deployment, request, started);
    const checks = [
      ...(remote ? [remote] : []),
      ...runLedgerChecks(subject),
      ...(await this.#runModuleChecks(subject, options.credentials)),
    ];
    const { version, commit, author } = deployment.desired;
    const { expected } = request;
    const moved = version !== expected.version || commit !== expected.commit;
    return {
      deploymentId,
      version: request.version,
      expected,
      checkedAt: new Date(started).toISOString(),
      tookMs: Date.now() - started,
      status: worst(checks),
      checks,
      changes: 'error' in subject.plan ? [] : [...subject.plan.changes],
      notRolledBack: notRolledBack(deployment),
      current:
        moved && version
          ? await this.#current(deployment, { version, commit }, author)
          : undefined,
    };
  }

  async #current(deployment: Deployment, state: ExpectedState, author: string) {
    const [row] = await this.#options.revisions.page(deployment.id, {
      limit: 1,
    });
    return {
      ...state,
      author: row?.author_name ?? author,
      at: row?.at ?? deployment.desired.since,
      subject: row?.subject ?? '',
    };
  }

  /** Brings the ledger up to date; a remote that does not answer is a check of its own. */
  async #refresh(repository: string): Promise<CheckResult | undefined> {
    const started = Date.now();
    const refresh = this.#options.repositories
      .refresh(repository)
      .then(() => undefined, describeTrouble);
    // A slow remote is left to finish by itself; the person does not wait.
    const trouble = await Promise.race([
      refresh,
      setTimeout(CHECK_TIMEOUT_MS, 'It does not answer within 2 seconds', {
        ref: false,
      }),
    ]);
    return trouble === undefined
      ? undefined
      : {
          id: 'git-answers',
          title: 'Git',
          status: 'unknown',
          message: `${trouble}. What stands below is as last seen.`,
          tookMs: Date.now() - started,
        };
  }

  async #subject(
    deployment: Deployment,
    request: PreflightRequest,
    now: number,
  ): Promise<LedgerSubject> {
    const { versions, revisions, operations, environments } = this.#options;
    const [known, rows, lastRollback, plan] = await Promise.all([
      versions.forDeployment(deployment),
      revisions.page(deployment.id, { limit: HISTORY }),
      operations.lastRollback(
        deployment.id,
        new Date(now - SECOND_ROLLBACK_MS).toISOString(),
      ),
      this.#plan(deployment, request.version),
    ]);
    const target = known.find(item => item.version === request.version);
    return {
      deployment,
      version: request.version,
      expected: request.expected,
      target,
      since: rows.filter(row => !row.rewritten && isSince(row.at, target)),
      complete:
        rows.length < HISTORY || !isSince(rows[rows.length - 1].at, target),
      plan,
      environment: environments.find(
        ({ name }) => name === deployment.environment,
      ),
      lastRollback,
      now,
    };
  }

  async #plan(
    deployment: Deployment,
    version: string,
  ): Promise<PlannedChange | { error: string }> {
    const indexer = this.#options.repositories.get(deployment.repository);
    try {
      const commit = await indexer.mirror.head();
      if (!commit) {
        return {
          error:
            'The repository has not been fetched yet; try again in a moment.',
        };
      }
      const { path } = deployment;
      return await indexer.planner.plan({ commit, path, version });
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  async #runModuleChecks(
    subject: LedgerSubject,
    credentials: BackstageCredentials,
  ): Promise<CheckResult[]> {
    const { deployment, version, target, plan } = subject;
    const seen: PreflightSubject = {
      deployment,
      version,
      target,
      changes: 'error' in plan ? [] : plan.changes,
    };
    const results = await Promise.all(
      this.#options.checks.map(check =>
        runModuleCheck(check, seen, credentials),
      ),
    );
    return results.filter(result => result !== undefined);
  }
}

function isSince(at: string, target: DeployedVersion | undefined): boolean {
  const from = target?.lastUntil ?? target?.lastFrom;
  return from !== undefined && at >= from;
}

function runLedgerChecks(subject: LedgerSubject): CheckResult[] {
  return ledgerChecks.flatMap(({ id, title, answer }) => {
    const started = Date.now();
    const result = answer(subject);
    return result
      ? [{ id, title, ...result, tookMs: Date.now() - started }]
      : [];
  });
}

/** A check that fails or is late counts as one that could not tell. */
async function runModuleCheck(
  check: PreflightCheck,
  subject: PreflightSubject,
  credentials: BackstageCredentials,
): Promise<CheckResult | undefined> {
  const started = Date.now();
  const { id, title } = check;
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new Error('it did not answer in time')),
    );
  });
  try {
    const answer = await Promise.race([
      check.check(subject, { credentials, signal }),
      late,
    ]);
    return answer && { id, title, ...answer, tookMs: Date.now() - started };
  } catch (error) {
    const message = `This could not be checked: ${(error as Error).message}.`;
    return {
      id,
      title,
      status: 'unknown',
      message,
      tookMs: Date.now() - started,
    };
  }
}

function notRolledBack(deployment: Deployment): string[] {
  return [
    `the database and its rows since ${deployment.desired.since}`,
    'secrets',
    'messages already sent',
    'files outside this line',
  ];
}
