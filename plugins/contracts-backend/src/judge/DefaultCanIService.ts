import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CanIRequest,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import type { Landscape } from '../landscape/Landscape';
import { around, type LandscapeReader } from '../landscape/LandscapeReader';
import type { LiveReader } from '../live/LiveReader';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import type { CanIJudge } from './CanIJudge';
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
    request: CanIRequest,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<CanIResult> {
    const { authorizer, liveReader, landscapes } = this.#options;
    await authorizer.assertReadable(request.component, credentials);
    await liveReader.within(FRESH_MS, WAIT_MS);
    const { component: entityRef, version } = request;
    const landscape = await landscapes.read({
      contracts: without => [
        ...around(without, [entityRef]),
        ...(without.needsOf({ entityRef, version }) ?? []).map(
          need => need.contract,
        ),
      ],
      also: [{ entityRef, version }],
    });
    return this.judge(request, landscape);
  }

  /** Judges by a landscape that was read already. */
  async judge(request: CanIRequest, landscape: Landscape): Promise<CanIResult> {
    const { judge, ruleset } = this.#options;
    const { readAt } = landscape.reading;
    const problem = landscape.wasRead
      ? landscape.reading.problem
      : 'Contracts were not read from the catalog and from Git yet, so it is not known who uses what; try again in a minute.';
    const found = await judge.findings({ request, landscape });
    const result = summarizeCanI(request, found, { asOf: readAt, ruleset });
    if (!problem || result.answer === 'blocked') return result;
    // What runs there now may be something else than what was last seen.
    return { ...result, answer: 'unknown', message: problem };
  }
}
