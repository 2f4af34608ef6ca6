import { InputError } from '@backstage/errors';
import type {
  ContractNeed,
  ContractUse,
} from '@slipway/backstage-plugin-contracts-common';
import { z } from 'zod';

const Message = z.looseObject({
  body: z.unknown().optional(),
  query: z.unknown().optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
});

/** The parts of a Pact that are used: specification 1 to 4, HTTP only. */
const Pact = z.looseObject({
  metadata: z.looseObject({}).optional(),
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

/** In specification 4 a body is wrapped in its content; before, a field may be called so. */
function contentOf(body: unknown, isWrapped: boolean): unknown {
  const wraps =
    isWrapped && typeof body === 'object' && body !== null && 'content' in body;
  return wraps ? (body as { content: unknown }).content : body;
}

function queryFields(query: unknown): string[] {
  if (typeof query === 'string') return [...new URLSearchParams(query).keys()];
  return typeof query === 'object' && query !== null ? Object.keys(query) : [];
}

/** Values are examples of what may be sent, so none is taken for all. */
function useOf(
  { request, response }: Interaction,
  isWrapped: boolean,
): ContractUse | undefined {
  if (!request) return undefined;
  const headers = (of: Interaction['response']) =>
    Object.keys(of?.headers ?? {});
  return {
    operation: `${request.method.toUpperCase()} ${request.path}`,
    sends: [
      ...queryFields(request.query),
      ...headers(request),
      ...fieldsOf(contentOf(request.body, isWrapped)),
    ],
    receives: [
      ...headers(response),
      ...fieldsOf(contentOf(response?.body, isWrapped)),
    ],
  };
}

/** Since specification 4 bodies say what they are. */
function wrapsBodies({ metadata }: z.infer<typeof Pact>): boolean {
  const { pactSpecification: one, 'pact-specification': other } =
    metadata ?? {};
  const version = (one ?? other) as { version?: unknown } | undefined;
  return Number.parseInt(String(version?.version ?? ''), 10) >= 4;
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
    uses: read.data.interactions.flatMap(
      each => useOf(each, wrapsBodies(read.data)) ?? [],
    ),
  };
}

/** A need from the uses that a Pact shows. */
export function needOfPact(
  contract: string,
  uses: ContractUse[],
): ContractNeed {
  // One that shows no call says nothing of what is used.
  return { contract, ...(uses.length && { uses }), evidence: 'pact' };
}
