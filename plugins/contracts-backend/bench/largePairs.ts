import { openapiFormat } from '../src/formats/openapi';
import { record } from './figures';

type Fields = Record<string, unknown>;

interface Size {
  operations: number;
  schemas: number;
}

function ref(index: number, count: number) {
  return { $ref: `#/components/schemas/S${index % count}` };
}

/** A schema like those of real documents; some change between the versions. */
function schemaAt(index: number, count: number, version: number): Fields {
  const changes = (every: number) => version > 0 && index % every === 0;
  const status = ['open', 'paid', ...(changes(50) ? ['settled'] : [])];
  const properties: Fields = {
    id: { type: 'string', format: 'uuid', description: 'Given at creation.' },
    status: { type: 'string', enum: status },
    amount: {
      type: 'integer',
      minimum: changes(97) ? 1 : 0,
      maximum: 100_000 + index,
    },
    name: { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9 ]+$' },
    lines: { type: 'array', items: ref(index * 7 + 1, count) },
    other: ref(index + 1, count),
    ...(changes(61) ? { extra: { type: 'string' } } : {}),
    ...(changes(83) ? {} : { old: { type: 'boolean' } }),
  };
  const required = ['id', ...(changes(71) ? ['name'] : [])];
  const own = { type: 'object', properties, required };
  return index % 5
    ? own
    : { allOf: [{ $ref: '#/components/schemas/Base' }, own] };
}

function operationAt(index: number, count: number): Fields {
  const json = (schema: Fields) => ({ 'application/json': { schema } });
  return {
    operationId: `operation${index}`,
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
    ],
    requestBody: { required: true, content: json(ref(index, count)) },
    responses: {
      200: { description: 'fine', content: json(ref(index + 1, count)) },
      400: {
        description: 'bad',
        content: json({ $ref: '#/components/schemas/Trouble' }),
      },
    },
  };
}

function documentOf({ operations, schemas }: Size, version: number): string {
  const text = { type: 'string' };
  const components: Fields = {
    Base: { type: 'object', properties: { createdAt: text } },
    Trouble: { type: 'object', properties: { code: text, message: text } },
  };
  for (let index = 0; index < schemas; index++) {
    components[`S${index}`] = schemaAt(index, schemas, version);
  }
  const paths: Fields = {};
  for (let index = 0; index < operations; index++) {
    paths[`/things${index}/{id}`] = { post: operationAt(index, schemas) };
  }
  const info = { title: 'Things', version: `${version}.0.0` };
  const document = { openapi: '3.0.3', info, paths };
  return JSON.stringify(
    { ...document, components: { schemas: components } },
    undefined,
    1,
  );
}

async function measure(name: string, size: Size, seconds: number) {
  const [before, after] = [0, 1].map(version => documentOf(size, version));
  const from = performance.now();
  const [old, young] = await Promise.all([
    openapiFormat.parse(before),
    openapiFormat.parse(after),
  ]);
  const changes = await openapiFormat.compare(old, young);
  record({
    name: `a pair of OpenAPI documents of ${name}`,
    value: (performance.now() - from) / 1_000,
    unit: 's',
    limit: seconds,
    how: `${(before.length / 1e6).toFixed(1)} MB each, ${changes.length} changes, reading included`,
  });
}

/** Measures what large documents take, in time and memory. */
export async function measureLargePairs() {
  await measure('1 MB', { operations: 450, schemas: 700 }, 1);
  await measure('10 MB', { operations: 4_500, schemas: 7_000 }, 10);
  record({
    name: 'memory of the process after that',
    value: process.resourceUsage().maxRSS / 1_024,
    unit: 'MB',
    limit: 1_024,
    how: 'largest resident set, runtime and compiler included',
  });
}
