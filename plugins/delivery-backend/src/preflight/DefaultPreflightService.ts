import { setTimeout } from 'node:timers/promises';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CheckResult,
  CheckStatus,
  DeployedVersion,
  Deployment,
  FileChange,
  Preflight,
  PreflightRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { PreflightCheck } from '@slipway/backstage-plugin-delivery-node';
import type { RevisionStore } from '../database/RevisionStore';
import type { Stages } from '../environments/Stages';
import { describeTrouble } from '@slipway/backstage-plugin-git-node';
import type { DefaultDeploymentsService } from '../deployments/DefaultDeploymentsService';
import type { RepositoryRegistry } from '../observer/RepositoryRegistry';
import type { OperationStore } from '../operations/OperationStore';
import type { DefaultVersionsService } from '../versions/DefaultVersionsService';
import { ledgerChecks } from './checks/ledgerChecks';
import type { LedgerSubject } from './checks/types';
import type { PlannedChange } from './ChangePlanner';
import { runModuleChecks } from './runModuleChecks';

/** What the service works with. */
export interface PreflightServiceOptions {
  stages: Stages;
  deployments: DefaultDeploymentsService;
  versions: DefaultVersionsService;
  revisions: RevisionStore;
  operations: OperationStore;
  repositories: RepositoryRegistry;
  checks: readonly PreflightCheck[];
}

/** What one look at a deployment needs. */
interface Look {
  deploymentId: string;
  request: PreflightRequest;
  started: number;
  signal: AbortSignal;
  credentials: BackstageCredentials;
}

/** The remote and the checks of modules must answer within this time. */
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
    const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
    const { credentials } = options;
    const look = { deploymentId, request, started, signal, credentials };
    const { deployments } = this.#options;
    const before = await deployments.row(deploymentId, options);
    const [remote, first] = await Promise.all([
      options.refresh ? this.#refresh(before.repository) : undefined,
      this.#look(look),
    ]);
    const after = options.refresh
      ? await deployments.row(deploymentId, options)
      : before;
    // What was looked at meanwhile is no longer so.
    const seen =
      after.commit === before.commit ? first : await this.#look(look);
    const checks = [...(remote ? [remote] : []), ...seen.checks];
    return {
      deploymentId,
      version: request.version,
      expected: request.expected,
      checkedAt: new Date(started).toISOString(),
      tookMs: Date.now() - started,
      status: worst(checks),
      checks,
      changes: [...changesOf(seen.subject.plan)],
      notRolledBack: notRolledBack(seen.subject.deployment),
      current: await this.#current(seen.subject),
    };
  }

  /** What the ledger and the modules answer of the state as it is stored now. */
  async #look(look: Look): Promise<{
    subject: LedgerSubject;
    checks: CheckResult[];
  }> {
    const { deploymentId, request, signal, credentials } = look;
    const { deployments, checks } = this.#options;
    const deployment = await deployments.get(deploymentId, { credentials });
    const subject = await this.#subject(deployment, look);
    const ofModules = await runModuleChecks(checks, {
      ...{ signal, credentials },
      subject: {
        deployment,
        version: request.version,
        target: subject.target,
        changes: changesOf(subject.plan),
      },
    });
    return { subject, checks: [...runLedgerChecks(subject), ...ofModules] };
  }

  /** The deployment as it is now, when it is no longer what the person saw. */
  async #current({
    deployment,
    expected,
  }: LedgerSubject): Promise<Preflight['current']> {
    const { version, commit, author, since } = deployment.desired;
    const moved = version !== expected.version || commit !== expected.commit;
    if (!moved || !version) {
      return undefined;
    }
    const [row] = await this.#options.revisions.page(deployment.id, {
      limit: 1,
    });
    return {
      ...{ version, commit },
      author: row?.author_name ?? author,
      at: row?.at ?? since,
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
    { request, started: now, signal, credentials }: Look,
  ): Promise<LedgerSubject> {
    const { type = 'rollback' } = request;
    const { versions, revisions, operations, stages } = this.#options;
    const [known, rows, lastRollback, plan, elsewhere] = await Promise.all([
      versions.forDeployment(deployment),
      revisions.page(deployment.id, { limit: HISTORY }),
      operations.lastRollback(
        deployment.id,
        new Date(now - SECOND_ROLLBACK_MS).toISOString(),
      ),
      this.#plan(deployment, request.version, signal),
      type === 'upgrade'
        ? this.#elsewhere(deployment, request.version, credentials)
        : [],
    ]);
    const target = known.find(item => item.version === request.version);
    return {
      ...{ type, elsewhere, deployment },
      version: request.version,
      expected: request.expected,
      target,
      since: rows.filter(row => !row.rewritten && isSince(row.at, target)),
      complete:
        rows.length < HISTORY || !isSince(rows[rows.length - 1].at, target),
      plan,
      environment: stages.of(deployment),
      lastRollback,
      now,
    };
  }

  /** Where else Git wants a version of the component, as far as the caller may see. */
  async #elsewhere(
    { id, entityRef }: Deployment,
    version: string,
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const rows = await this.#options.deployments.rows(
      { entityRefs: [entityRef] },
      { credentials },
    );
    return rows
      .filter(row => row.id !== id && row.version === version)
      .map(row => [row.environment, row.tenant].filter(Boolean).join(' · '));
  }

  async #plan(
    deployment: Deployment,
    version: string,
    signal: AbortSignal,
  ): Promise<PlannedChange | { error: string }> {
    const { repository, path } = deployment;
    const { repositories } = this.#options;
    const { planner } = repositories.get(repository);
    let commit: string;
    try {
      commit = await repositories.head(repository, signal);
    } catch (error) {
      return {
        error: `What stands in the repository now cannot be told: ${describeTrouble(error)}.`,
      };
    }
    try {
      return await planner.plan({ commit, path, version });
    } catch (error) {
      return { error: (error as Error).message };
    }
  }
}

function changesOf(plan: LedgerSubject['plan']): readonly FileChange[] {
  return 'error' in plan ? [] : plan.changes;
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

function notRolledBack(deployment: Deployment): string[] {
  return [
    `the database and its rows since ${deployment.desired.since}`,
    'secrets',
    'messages already sent',
    'files outside this line',
  ];
}
