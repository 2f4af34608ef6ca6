import type { CanIRequest } from '@slipway/backstage-plugin-contracts-common';
import { compareVersions } from '@slipway/backstage-plugin-delivery-common';
import type {
  PreflightAnswer,
  PreflightCheck,
  PreflightSubject,
} from '@slipway/backstage-plugin-delivery-node';
import type { AskOptions, ContractsClient } from './ContractsClient';
import { toAnswers } from './toAnswers';

function actionOf({
  deployment,
  version,
}: PreflightSubject): CanIRequest['action'] {
  const runs = deployment.desired.version;
  const order = runs ? compareVersions(version, runs) : undefined;
  // A deployment asks more than going back, which leaves databases as they are.
  return order !== undefined && order < 0 ? 'rollback' : 'deploy';
}

/** Asks whether all that live beside a version still fit, in both directions. */
export class ContractsCheck implements PreflightCheck {
  readonly id = 'contracts';
  readonly title = 'Contracts';
  readonly #client: Pick<ContractsClient, 'canI'>;

  private constructor(client: Pick<ContractsClient, 'canI'>) {
    this.#client = client;
  }

  static create(client: Pick<ContractsClient, 'canI'>) {
    return new ContractsCheck(client);
  }

  /** @throws when the plugin does not answer, which counts as could not tell */
  async check(
    subject: PreflightSubject,
    options: AskOptions,
  ): Promise<PreflightAnswer[] | undefined> {
    const { entityRef, environment, tenant } = subject.deployment;
    const result = await this.#client.canI(
      {
        ...{ component: entityRef, version: subject.version, environment },
        ...(tenant && { tenant }),
        action: actionOf(subject),
      },
      options,
    );
    return toAnswers(result, environment);
  }
}
