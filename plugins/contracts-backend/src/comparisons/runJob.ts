import { InputError } from '@backstage/errors';
import type {
  ContractDocument,
  ContractType,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import type { Job, JobAnswer, JobResults } from './jobs';

class UnreadableError extends Error {
  constructor(
    message: string,
    readonly side?: 'before' | 'after',
  ) {
    super(message);
  }
}

async function read(
  format: ContractFormat,
  document: ContractDocument,
  side?: 'before' | 'after',
): Promise<unknown> {
  try {
    return await format.parse(document);
  } catch (error) {
    if (error instanceof InputError || (error as Error).name === 'InputError') {
      throw new UnreadableError((error as Error).message, side);
    }
    throw error;
  }
}

function formatOf(
  formats: readonly ContractFormat[],
  type: ContractType,
): ContractFormat {
  const format = formats.find(({ id }) => id === type);
  if (!format) {
    throw new UnreadableError(
      `Contracts of the type ${type} cannot be read here.`,
    );
  }
  return format;
}

async function work(
  formats: readonly ContractFormat[],
  job: Job,
): Promise<JobResults[keyof JobResults]> {
  const format = formatOf(formats, job.type);
  switch (job.kind) {
    case 'compare': {
      const before = await read(format, job.before, 'before');
      const after = await read(format, job.after, 'after');
      return format.compare(before, after, job.reading);
    }
    case 'outline':
      return format.outline(await read(format, job.document));
    default:
      return (await format.usesOf?.(job.statement)) ?? [];
  }
}

/** Does one job and puts every end of it into words. */
export async function runJob(
  formats: readonly ContractFormat[],
  id: number,
  job: Job,
): Promise<JobAnswer> {
  try {
    return { id, result: await work(formats, job) };
  } catch (error) {
    if (error instanceof UnreadableError) {
      return { id, unreadable: error.message, side: error.side };
    }
    if ((error as Error).name === 'InputError') {
      return { id, unreadable: (error as Error).message };
    }
    return { id, failed: (error as Error).message };
  }
}
