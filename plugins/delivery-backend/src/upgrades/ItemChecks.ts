import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CheckResult,
  Deployment,
  MeasuredStatus,
  UpgradeRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { DefaultHealthService } from '../health/DefaultHealthService';
import {
  type DefaultPreflightService,
  worst,
} from '../preflight/DefaultPreflightService';
import type { UpgradeItemRow } from './rows';

/** What the checks work with. */
export interface ItemChecksOptions {
  preflight: DefaultPreflightService;
  deployments: DeploymentStore;
  health: DefaultHealthService;
}

/** What the checks said of one deployment. */
export interface CheckedItem {
  checks: CheckResult[];
  /** Why it cannot begin; absent when it can. */
  blocked?: string;
  /** What they said, in one sentence. */
  message: string;
}

const MOST_SERVICES = 1_000;

/** Asks, before a deployment is upgraded, whether it is safe. */
export class ItemChecks {
  readonly #options: ItemChecksOptions;

  private constructor(options: ItemChecksOptions) {
    this.#options = options;
  }

  static create(options: ItemChecksOptions) {
    return new ItemChecks(options);
  }

  /** @throws NotFoundError when its folder is gone */
  async ask(
    item: UpgradeItemRow,
    { accept = [] }: Pick<UpgradeRequest, 'accept'>,
    credentials: BackstageCredentials,
  ): Promise<CheckedItem> {
    const [{ checks: asked }, well] = await Promise.all([
      this.#options.preflight.run(
        item.deployment_id,
        {
          ...{ type: 'upgrade', version: item.to_version },
          expected: {
            ...{ version: item.from_version, commit: item.expected_commit },
          },
        },
        { credentials, refresh: false },
      ),
      this.#tenantIsWell(item),
    ]);
    const checks = [...asked, ...(well ? [well] : [])];
    const blocks = checks.filter(({ status }) => status === 'block');
    const open = checks.filter(
      ({ id, status }) => status === 'unknown' && !accept.includes(id),
    );
    const [first] = [...blocks, ...open];
    return {
      checks,
      ...(first && {
        blocked: blocks.length
          ? first.message
          : `Could not tell: ${first.message}`,
      }),
      message: summarise(checks),
    };
  }

  /** A change beside something that burns would hide what helped. */
  async #tenantIsWell(item: UpgradeItemRow): Promise<CheckResult | undefined> {
    const { deployments, health } = this.#options;
    const started = Date.now();
    const { environment, tenant } = JSON.parse(item.place) as Deployment;
    if (!tenant) return undefined;
    const rows = await deployments.page(
      { tenants: [tenant], environments: [environment] },
      { sort: 'default', limit: MOST_SERVICES },
    );
    const others = rows.filter(({ id }) => id !== item.deployment_id);
    const measured = await health.forDeployments(others.map(({ id }) => id));
    const base = { id: 'tenant-is-well', title: 'The tenant' };
    const answer = judgeOthers(
      tenant,
      others.map(({ component, entity_ref: ref }, index) => {
        return { component, ref, status: measured[index].status };
      }),
    );
    return { ...base, ...answer, tookMs: Date.now() - started };
  }
}

/** Another service of the tenant, and how it is. */
interface OtherService {
  component: string;
  ref: string;
  status: MeasuredStatus;
}

/** Whether the other services of a tenant are in the way of a change; what is not known is never fine. */
export function judgeOthers(
  tenant: string,
  others: readonly OtherService[],
): Pick<CheckResult, 'status' | 'message' | 'about'> {
  const those = (...statuses: MeasuredStatus[]) =>
    others.filter(({ status }) => statuses.includes(status));
  const say = (
    status: CheckResult['status'],
    about: readonly OtherService[],
    words: (names: string) => string,
  ) => ({
    ...{ status, about: about.map(({ ref }) => ref) },
    message: words(about.map(({ component }) => component).join(', ')),
  });
  const bad = those('burning', 'over-limit');
  if (bad.length) {
    const [{ component, status, ref }] = bad;
    const how = status === 'burning' ? 'burning' : 'over its limit';
    return {
      ...{ status: 'block', about: [ref] },
      message: `${component} is ${how} in ${tenant}; it waits until that is over.`,
    };
  }
  const silent = those('silent');
  if (silent.length) {
    return say(
      ...(['unknown', silent] as const),
      names => `Of ${names} in ${tenant} nothing is heard just now.`,
    );
  }
  const unmeasured = those('not-measured');
  return unmeasured.length
    ? say(
        ...(['warn', unmeasured] as const),
        names =>
          `Nobody measures ${names} in ${tenant}, so whether they are well is not known.`,
      )
    : { status: 'ok', message: `Nothing of ${tenant} is burning.` };
}

function summarise(checks: readonly CheckResult[]): string {
  const count = (status: string) =>
    checks.filter(check => check.status === status).length;
  const warnings = count('warn');
  const ok = `${count('ok')} checks ok`;
  return worst(checks) === 'ok'
    ? `${ok}.`
    : `${ok}, ${warnings} warning${warnings === 1 ? '' : 's'}.`;
}
