import { stringifyEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CONTRACT_ROLES,
  type ContractNeed,
  type ContractUse,
} from '@slipway/backstage-plugin-contracts-common';
import { validRange } from 'semver';
import { parse } from 'yaml';
import { z } from 'zod';

const Use = z.strictObject({
  operation: z.string().min(1).optional(),
  statement: z.string().min(1).optional(),
  sends: z.array(z.string().min(1)).optional(),
  receives: z.array(z.string().min(1)).optional(),
  values: z.record(z.string(), z.array(z.unknown())).optional(),
});

const Need = z.strictObject({
  contract: z.string().min(1),
  role: z.enum(CONTRACT_ROLES).optional(),
  builtAgainst: z.string().min(1).optional(),
  versions: z.string().min(1).optional(),
  toleratesNewValues: z.boolean().optional(),
  uses: z.array(Use).min(1).optional(),
});

const NeedsFile = z.strictObject({ needs: z.array(Need).min(1) });

/** One use as it is written: an operation, or a statement that says it all. */
export type WrittenUse = z.infer<typeof Use>;
/** One need as it is written. */
export type WrittenNeed = z.infer<typeof Need>;

function refuse(issue: z.core.$ZodIssue): never {
  const where = issue.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new InputError(
    `The file of needs is not as it must be${where}: ${issue.message.replace(/\.+$/, '')}.`,
  );
}

function readText(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    throw new InputError(`The file of needs is no YAML: ${line}.`);
  }
}

const PART = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;

/** The full reference of an API. @throws InputError */
export function apiRef(text: string): string {
  try {
    const parts = parseEntityRef(text, {
      ...{ defaultKind: 'api', defaultNamespace: 'default' },
    });
    if (Object.values(parts).every(part => PART.test(part))) {
      return stringifyEntityRef(parts);
    }
  } catch {
    // The same words say it better than those of the parser.
  }
  throw new InputError(
    `'${text}' is no reference of an API; write it like api:default/payments-api.`,
  );
}

function check(need: WrittenNeed) {
  if (need.versions && validRange(need.versions) === null) {
    throw new InputError(
      `'${need.versions}' is no range of versions; write it like '>=2.3.0 <3.0.0'.`,
    );
  }
  for (const { operation, statement } of need.uses ?? []) {
    if (!operation === !statement) {
      throw new InputError(
        `Each use of ${need.contract} has either an operation or a statement.`,
      );
    }
  }
}

/** Reads the file of needs of a consumer. @throws InputError with a sentence */
export function readNeedsFile(text: string): WrittenNeed[] {
  const read = NeedsFile.safeParse(readText(text));
  if (!read.success) refuse(read.error.issues[0]);
  for (const need of read.data.needs) {
    check(need);
  }
  return read.data.needs;
}

/** What was written, with statements turned into what they use. */
export function toNeed(
  { uses: _uses, contract, ...rest }: WrittenNeed,
  uses: ContractUse[] | undefined,
): ContractNeed {
  return {
    ...{ ...rest, contract: apiRef(contract), evidence: 'declared' as const },
    ...(uses && { uses }),
  };
}
