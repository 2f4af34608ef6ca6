import {
  CONTRACT_GAPS,
  CONTRACT_GROUPS,
} from '@slipway/backstage-plugin-contracts-common';
import { schemas } from './schemas';
import { list, object, ref } from './shapes';

const MAX_LIMIT = 200;

function query(
  name: string,
  description: string,
  schema: object = { type: 'string' },
  required = false,
) {
  // Entity refs hold ':' and '/', which people write as they are.
  return {
    ...{ name, in: 'query', description, schema, required },
    allowReserved: true,
  };
}

function inPath(name: string, description: string) {
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  return { name, in: 'path', required: true, description, schema };
}

const entity = [
  inPath('kind', 'Kind of the entity'),
  inPath('namespace', 'Namespace of the entity'),
  inPath('name', 'Name of the entity'),
];
const paging = [
  query('cursor', 'nextCursor of the page before'),
  query('limit', `Items per page, at most ${MAX_LIMIT}`, {
    ...{ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: 50 },
  }),
];

function body(schema: string) {
  return {
    required: true,
    content: { 'application/json': { schema: ref(schema) } },
  };
}

function answers(
  status: number,
  description: string,
  schema: object,
  errors: readonly number[] = [],
) {
  const failed = Object.fromEntries(
    [...errors, 401, 403].map(code => [
      code,
      {
        description: 'A sentence that says what happened and what to do',
        content: { 'application/json': { schema: ref('Error') } },
      },
    ]),
  );
  return {
    [status]: { description, content: { 'application/json': { schema } } },
    ...failed,
  };
}

function items(schema: string) {
  return object({ items: list(ref(schema)) });
}

const contractFilters = [
  query('group', 'Heading', { type: 'string', enum: [...CONTRACT_GROUPS] }),
  query('owner', 'Entity reference of the owner'),
  query('state', 'State', {
    ...{ type: 'string', enum: ['breaks', 'risky', 'unknown', 'fine'] },
  }),
  query('gap', 'A gap, or any, or none', {
    ...{ type: 'string', enum: [...CONTRACT_GAPS, 'any', 'none'] },
  }),
  query('q', 'Text within name, operation or field'),
];

const contractPaths = {
  '/contracts': {
    get: {
      operationId: 'getContracts',
      summary: 'Integration points, worst first in each group',
      parameters: [...contractFilters, ...paging],
      responses: answers(200, 'A page', ref('ContractsPage'), [400]),
    },
  },
  '/contracts/{kind}/{namespace}/{name}': {
    get: {
      operationId: 'getContract',
      summary: 'One contract, its newest version, gates and deprecations',
      parameters: entity,
      responses: answers(200, 'The contract', ref('ContractDetail'), [404]),
    },
  },
  '/contracts/{kind}/{namespace}/{name}/versions': {
    get: {
      operationId: 'getContractVersions',
      summary: 'Its versions, newest first',
      parameters: entity,
      responses: answers(200, 'Versions', items('ContractVersion'), [404]),
    },
    post: {
      operationId: 'publishContractVersion',
      summary:
        'Publishes a version; sending the same again changes nothing, and another document for it is refused',
      parameters: entity,
      requestBody: body('PublishRequest'),
      responses: answers(
        201,
        'The version, and what changed; 200 when it was there already',
        ref('PublishResult'),
        [400, 404, 409],
      ),
    },
  },
  '/contracts/{kind}/{namespace}/{name}/versions/{version}': {
    get: {
      operationId: 'getContractVersion',
      summary: 'One version with its document',
      parameters: [...entity, inPath('version', 'Version')],
      responses: answers(
        200,
        'The version',
        ref('ContractVersionDocument'),
        [404],
      ),
    },
  },
  '/contracts/{kind}/{namespace}/{name}/compare': {
    get: {
      operationId: 'compareContractVersions',
      summary: 'What changed between two versions, and whom it hits',
      parameters: [
        ...entity,
        query('from', 'Version before', undefined, true),
        query('to', 'Version after', undefined, true),
      ],
      responses: answers(
        200,
        'The comparison',
        ref('VersionComparison'),
        [404],
      ),
    },
  },
  '/contracts/{kind}/{namespace}/{name}/consumers': {
    get: {
      operationId: 'getContractConsumers',
      summary: 'Who uses it, and what a version does to each',
      parameters: [
        ...entity,
        query('version', 'Version in question; the newest unless told'),
      ],
      responses: answers(200, 'Consumers', ref('ConsumersPage'), [404]),
    },
  },
};

const otherPaths = {
  '/components/{kind}/{namespace}/{name}': {
    get: {
      operationId: 'getComponentContracts',
      summary: 'What a component offers and uses',
      parameters: entity,
      responses: answers(200, 'Contracts', ref('ComponentContracts')),
    },
  },
  '/consumers/{kind}/{namespace}/{name}/versions': {
    post: {
      operationId: 'publishConsumerNeeds',
      summary: 'Publishes what a version of a consumer needs',
      parameters: entity,
      requestBody: body('PublishNeedsRequest'),
      responses: answers(201, 'The needs', ref('ConsumerNeeds'), [400, 409]),
    },
  },
  '/compare': {
    post: {
      operationId: 'compareDocuments',
      summary: 'Compares two documents of which nothing is stored',
      requestBody: body('CompareRequest'),
      responses: answers(200, 'The comparison', ref('Comparison'), [400]),
    },
  },
  '/can-i': {
    post: {
      operationId: 'canI',
      summary:
        'Whether a version may go live, come back or go on, in both directions',
      requestBody: body('CanIRequest'),
      responses: answers(200, 'The answer', ref('CanIResult'), [400]),
    },
  },
  '/matrix': {
    get: {
      operationId: 'getMatrix',
      summary: 'Whether what lives in an environment fits together',
      parameters: [
        query('environment', 'Environment', undefined, true),
        query('component', 'Component of which another version is tried'),
        query('version', 'That version'),
      ],
      responses: answers(200, 'The matrix', ref('ContractMatrix'), [400]),
    },
  },
  '/governance': {
    get: {
      operationId: 'getGovernance',
      summary: 'Gaps, overdue removals and exceptions of the organisation',
      responses: answers(200, 'Where it stands', ref('ContractGovernance')),
    },
  },
  '/rules': {
    get: {
      operationId: 'getRules',
      summary: 'The rules that judge',
      responses: answers(200, 'Rules', items('ContractRule')),
    },
  },
  '/exceptions': {
    get: {
      operationId: 'getExceptions',
      summary: 'Exceptions that hold',
      responses: answers(200, 'Exceptions', ref('ContractExceptions')),
    },
    post: {
      operationId: 'createException',
      summary: 'Judges otherwise than the rules do, for a time',
      requestBody: body('NewContractException'),
      responses: answers(201, 'The exception', ref('ContractException'), [400]),
    },
  },
  '/exceptions/{id}': {
    delete: {
      operationId: 'endException',
      summary: 'Ends an exception',
      parameters: [inPath('id', 'Id of the exception')],
      responses: answers(
        200,
        'It has ended',
        object({ id: { type: 'string' } }),
        [404],
      ),
    },
  },
};

/** The API of the contracts plugin: what the server serves, and checks requests against. */
export const openApiDocument = {
  openapi: '3.0.3',
  info: {
    title: 'Slipway contracts',
    version: '1',
    description:
      'Versions of contracts, what changed between them, who breaks, and whether a version may go live.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths: { ...contractPaths, ...otherPaths },
  components: {
    schemas,
    securitySchemes: {
      backstage: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
  security: [{ backstage: [] }],
};
