import { InputError } from '@backstage/errors';
import type {
  ContractNeed,
  ContractUse,
} from '@slipway/backstage-plugin-contracts-common';
import { z } from 'zod';

const Message = z.looseObject({
  body: z.unknown().optional(),
  query: z.unknown().optional(),
});

/** The parts of a Pact that are used: specification 1 to 4, HTTP only. */
const Pact = z.looseObject({
  provider: z.looseObject({ name: z.string() }),
  interactions: z.array(
    z.looseObject({
      type: z.string().optional(),
      request: Message.extend({
        method: z.string(),
        path: z.string(),
      }).optional(),
      response: Message.optional(),
    }),
  ),
});

type Interaction = z.infer<typeof Pact>['interactions'][number];

const DEEPEST = 50;

/** Names of the fields of a value, joined by dots, `[]` for items. */
export function fieldsOf(value: unknown, prefix = '', depth = 0): string[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const inside = value.flatMap(each =>
      fieldsOf(each, `${prefix}[]`, depth + 1),
    );
    return [...new Set(inside)];
  }
  return Object.entries(value).flatMap(([name, each]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    return [path, ...fieldsOf(each, path, depth + 1)];
  });
}

/** In specification 4 a body is wrapped in its content. */
function contentOf(body: unknown): unknown {
  const wrapped =
    typeof body === 'object' && body !== null && 'content' in body
      ? (body as { content: unknown }).content
      : body;
  return wrapped;
}

function valuesOf(body: unknown): Record<string, unknown[]> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => typeof value !== 'object')
      .map(([name, value]) => [name, [value]]),
  );
}

function queryFields(query: unknown): string[] {
  if (typeof query === 'string') return [...new URLSearchParams(query).keys()];
  return typeof query === 'object' && query !== null ? Object.keys(query) : [];
}

function useOf({ request, response }: Interaction): ContractUse | undefined {
  if (!request) return undefined;
  const body = contentOf(request.body);
  return {
    operation: `${request.method.toUpperCase()} ${request.path}`,
    sends: [...queryFields(request.query), ...fieldsOf(body)],
    receives: fieldsOf(contentOf(response?.body)),
    values: valuesOf(body),
  };
}

/** What a Pact says that its consumer uses of a provider. */
export interface PactUses {
  provider: string;
  uses: ContractUse[];
}

/** Reads a Pact file. @throws InputError with a sentence */
export function readPact(text: string): PactUses {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new InputError(`The Pact is no JSON: ${(error as Error).message}.`);
  }
  const read = Pact.safeParse(json);
  if (!read.success) {
    const [{ path, message }] = read.error.issues;
    throw new InputError(
      `The Pact is not as it must be at ${path.join('.')}: ${message}.`,
    );
  }
  return {
    provider: read.data.provider.name,
    uses: read.data.interactions.flatMap(each => useOf(each) ?? []),
  };
}

/** A need from the uses that a Pact shows. */
export function needOfPact(
  contract: string,
  uses: ContractUse[],
): ContractNeed {
  return { contract, uses, evidence: 'pact' };
}
