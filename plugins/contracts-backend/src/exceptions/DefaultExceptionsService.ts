import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ContractException,
  NewContractException,
} from '@slipway/backstage-plugin-contracts-common';
import type { RuleBook } from '@slipway/backstage-plugin-contracts-node';
import type { ContractAuthorizer } from '../permissions/ContractAuthorizer';
import { Sight } from '../permissions/Sight';
import { isVisible, namedBy } from './named';
import type { ExceptionStore } from './ExceptionStore';

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** What the service works with. */
export interface ExceptionsServiceOptions {
  exceptions: ExceptionStore;
  rules: RuleBook;
  authorizer: ContractAuthorizer;
  /** Told after something was stored. */
  onChanged: () => void;
}

/** Keeps who judges otherwise than the rules, why, and until when. */
export class DefaultExceptionsService {
  readonly #options: ExceptionsServiceOptions;

  private constructor(options: ExceptionsServiceOptions) {
    this.#options = options;
  }

  static create(options: ExceptionsServiceOptions) {
    return new DefaultExceptionsService(options);
  }

  /** Those that hold, without what the caller may not see. */
  async list({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<ContractException[]> {
    const { exceptions, authorizer } = this.#options;
    const holding = await exceptions.holding(new Date().toISOString());
    const refs = () => holding.flatMap(namedBy);
    const sight = await Sight.of(authorizer, refs, credentials);
    return holding.filter(each => isVisible(each, sight));
  }

  /** @throws InputError, NotAllowedError */
  async create(
    wanted: NewContractException,
    caller: { credentials: BackstageCredentials; createdBy: string },
  ): Promise<ContractException> {
    const { authorizer, exceptions, onChanged } = this.#options;
    await authorizer.assertMayExcept(caller.credentials);
    this.#check(wanted);
    const exception: ContractException = {
      ...wanted,
      id: randomUUID(),
      expiresAt: new Date(wanted.expiresAt).toISOString(),
      ...{ createdBy: caller.createdBy, createdAt: new Date().toISOString() },
    };
    await exceptions.add(exception);
    onChanged();
    return exception;
  }

  /** @throws NotFoundError, NotAllowedError */
  async end(
    id: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<{ id: string }> {
    const { authorizer, exceptions, onChanged } = this.#options;
    await authorizer.assertMayExcept(credentials);
    if (!(await exceptions.end(id, new Date().toISOString()))) {
      throw new NotFoundError(`There is no exception '${id}' that holds.`);
    }
    onChanged();
    return { id };
  }

  #check({ kind, rule, verdict, consumer, expiresAt }: NewContractException) {
    const ends = Date.parse(expiresAt) - Date.now();
    if (!(ends > 0) || ends > LONGEST_DAYS * DAY_MS) {
      throw new InputError(
        `expiresAt must lie within the next ${LONGEST_DAYS} days.`,
      );
    }
    if (kind === 'rule') {
      this.#checkRule(rule, verdict);
    } else if (!consumer) {
      throw new InputError(
        'An exception for a block names the consumer that does not block.',
      );
    }
  }

  #checkRule(rule: string | undefined, verdict: string | undefined) {
    const known = this.#options.rules.rules.some(({ id }) => id === rule);
    if (!known || !verdict) {
      throw new InputError(
        `An exception for a rule names one that there is, and its verdict; '${rule}' is none.`,
      );
    }
  }
}
