import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  CanIRequest,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import type { Landscape } from '../landscape/Landscape';
import { around, type LandscapeReader } from '../landscape/LandscapeReader';
import type { LiveReader } from '../live/LiveReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import { Sight } from '../permissions/Sight';
import type { CanIJudge } from './CanIJudge';
import { listed } from './names';
import { counterpartOf, redact } from './redact';
import { summarizeCanI } from './summarizeCanI';

/** Live versions may be this old for a decision, and are waited for that long. */
const FRESH_MS = 3_000;
const WAIT_MS = 1_000;

/** What the service works with. */
export interface CanIServiceOptions {
  judge: CanIJudge;
  landscapes: LandscapeReader;
  liveReader: LiveReader;
  authorizer: ContractAuthorizer;
  ruleset: string;
}

/** The one way to write a reference. @throws InputError */
export function componentRef(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        ...{ defaultKind: 'component', defaultNamespace: 'default' },
      }),
    );
  } catch {
    throw new InputError(
      `'${text}' is no reference of a component; write it like component:default/payments.`,
    );
  }
}

/** A slip in the name of a stage must not read as a yes. @throws InputError */
export function assertEnvironment(
  environment: string,
  { environments }: Landscape,
) {
  if (environments.length && !environments.includes(environment)) {
    throw new InputError(
      `There is no environment '${environment}'; there are ${listed(environments)}.`,
    );
  }
}

/** Why nothing can be said at all, in a sentence. */
function blindness(
  { component }: CanIRequest,
  landscape: Landscape,
): string | undefined {
  if (!landscape.wasRead) {
    return 'Contracts were not read from the catalog and from Git yet, so it is not known who uses what; try again in a minute.';
  }
  const { problem, readAt } = landscape.reading;
  if (problem) return problem;
  if (!readAt)
    return 'What runs where was not read yet; try again in a minute.';
  return landscape.knows(component)
    ? undefined
    : `Nothing is known of ${component}: it lives nowhere, and neither offers nor uses a contract.`;
}

/** Says whether a version may go live, come back, or go on. */
export class DefaultCanIService {
  readonly #options: CanIServiceOptions;

  private constructor(options: CanIServiceOptions) {
    this.#options = options;
  }

  static create(options: CanIServiceOptions) {
    return new DefaultCanIService(options);
  }

  /** Reads what is live first. @throws NotAllowedError */
  async ask(
    asked: CanIRequest,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<CanIResult> {
    const { authorizer, liveReader, landscapes } = this.#options;
    const request = { ...asked, component: componentRef(asked.component) };
    await authorizer.assertReadable(request.component, credentials);
    await liveReader.within(FRESH_MS, WAIT_MS);
    const { component: entityRef, version } = request;
    const contracts = (without: Landscape) => [
      ...around(without, [entityRef]),
      ...(without.needsOf({ entityRef, version }) ?? []).map(
        need => need.contract,
      ),
    ];
    const also = [{ entityRef, version }];
    const landscape = await landscapes.read({ contracts, also });
    assertEnvironment(request.environment, landscape);
    return this.judge(request, landscape, credentials);
  }

  /** Judges by a landscape that was read already. */
  async judge(
    request: CanIRequest,
    landscape: Landscape,
    credentials: BackstageCredentials,
  ): Promise<CanIResult> {
    const { judge, ruleset, authorizer } = this.#options;
    const { readAt } = landscape.reading;
    const problem = blindness(request, landscape);
    const found = await judge.findings({ request, landscape });
    const sight = await Sight.of(
      authorizer,
      () => found.flatMap(each => [each.contract, counterpartOf(each)]),
      credentials,
    );
    const shown = found.map(each => redact(each, sight));
    const result = summarizeCanI(request, shown, { asOf: readAt, ruleset });
    if (!problem || result.answer === 'blocked') return result;
    // What runs there now may be something else than what was last seen.
    return { ...result, answer: 'unknown', message: problem };
  }
}
