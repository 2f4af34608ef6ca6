import { ConflictError, InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  type Comparison,
  CONTRACT_TYPES,
  CONTRACT_VERDICTS,
  type ContractType,
} from '@slipway/backstage-plugin-contracts-common';
import { readDocument } from '../files/readDocument';
import { contractsCompareExamples } from './contractsCompare.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

const files = (z: Zod, words: string) =>
  z.array(z.string().min(1)).min(1).optional().describe(words);

const compareInput = {
  type: (z: Zod) =>
    z
      .enum(CONTRACT_TYPES)
      .optional()
      .describe('Kind of the documents, when files are compared'),
  before: (z: Zod) => files(z, 'Files of the workspace as they were'),
  after: (z: Zod) => files(z, 'Files of the workspace as they are'),
  contract: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('Entity reference of the API, when versions are compared'),
  from: (z: Zod) => z.string().optional().describe('Version of the contract'),
  to: (z: Zod) => z.string().optional().describe('Version of the contract'),
  failOn: (z: Zod) =>
    z
      .enum(['breaking', 'unknown', 'risky', 'never'])
      .optional()
      .describe('From which verdict on the step fails; never by default'),
};

interface Compared {
  type?: ContractType;
  before?: string[];
  after?: string[];
  contract?: string;
  from?: string;
  to?: string;
}

const MOST_CHANGES = 50;

type Dependencies = Pick<ActionDependencies, 'contracts'>;

async function compare(
  deps: Dependencies,
  ctx: StepContext,
  { type, before, after, contract, from, to }: Compared,
): Promise<Comparison> {
  const { contracts } = deps;
  const credentials = await ctx.getInitiatorCredentials();
  const options = { credentials, signal: ctx.signal };
  if (contract && from && to) {
    const pair = { from, to };
    return contracts.compareVersions(contract, pair, options);
  }
  if (!type || !before || !after) {
    throw new InputError(
      'Name type, before and after, or a contract with from and to.',
    );
  }
  const [left, right] = await Promise.all(
    [before, after].map(paths => readDocument(ctx.workspacePath, paths)),
  );
  return contracts.compare({ type, before: left, after: right }, options);
}

/** Compares two documents, or two versions of a contract. */
export function createContractsCompareAction(deps: Dependencies) {
  return createTemplateAction({
    id: 'contracts:compare',
    description:
      'Says what a change of a contract means for those who use it, and the bump that it needs; changes nothing',
    examples: contractsCompareExamples,
    supportsDryRun: true,
    schema: {
      input: compareInput,
      output: {
        verdict: z => z.enum(CONTRACT_VERDICTS).describe('The worst of all'),
        requiredBump: z => z.string().describe('none, patch, minor or major'),
        changes: z => z.array(z.string()).describe('One sentence for each'),
      },
    },
    async handler(ctx) {
      const { failOn = 'never' } = ctx.input;
      const found = await compare(deps, ctx, ctx.input);
      const { verdict, requiredBump, changes } = found;
      for (const change of changes.slice(0, MOST_CHANGES)) {
        ctx.logger.info(`${change.verdict}: ${change.message}`);
      }
      ctx.logger.info(
        `${changes.length} changes, ${verdict} at worst; the version needs a bump of ${requiredBump}.`,
      );
      ctx.output('verdict', verdict);
      ctx.output('requiredBump', requiredBump);
      ctx.output(
        'changes',
        changes.map(({ message }) => message),
      );
      const order = CONTRACT_VERDICTS as readonly string[];
      if (
        failOn !== 'never' &&
        order.indexOf(verdict) >= order.indexOf(failOn)
      ) {
        throw new ConflictError(`The change is ${verdict}; see the log.`);
      }
    },
  });
}
