import { NAMED_KINDS } from '@slipway/backstage-plugin-delivery-common';
import { environmentPaths } from './environmentPaths';
import {
  answers,
  body,
  id,
  idempotencyKey,
  instant,
  list,
  paging,
  query,
} from './parts';
import { itemsOf, schemas } from './schemas';
import { ref } from './shapes';
import { tenantPaths } from './tenantPaths';

const deploymentFilters = [
  query('entityRef', 'Entity, may be given several times', list),
  query('environment', 'Environment, may be given several times', list),
  query('tenant', 'Tenant, may be given several times', list),
  query('cluster', 'Cluster, may be given several times', list),
  query('component', 'Name of the component'),
  query('repository', 'Id of the repository'),
  query('q', 'Text within component, tenant, version or path'),
  query(
    'sort',
    'default: by component, nearest to customers first; since: newest change first',
    {
      type: 'string',
      enum: ['default', 'since'],
      default: 'default',
    },
  ),
];

const paths = {
  ...environmentPaths,
  '/sources': {
    get: {
      operationId: 'getSources',
      summary: 'Repositories and runtimes, and whether they answer',
      responses: answers(200, 'Sources', itemsOf('Source')),
    },
  },
  '/deployments': {
    get: {
      operationId: 'getDeployments',
      summary: 'What runs where',
      parameters: [...deploymentFilters, ...paging],
      responses: answers(200, 'A page', ref('DeploymentsPage'), [400]),
    },
  },
  '/deployments/{id}': {
    get: {
      operationId: 'getDeployment',
      summary: 'One deployment',
      parameters: [id],
      responses: answers(200, 'The deployment', ref('Deployment'), [404]),
    },
  },
  '/deployments/{id}/revisions': {
    get: {
      operationId: 'getRevisions',
      summary: 'How it got there, newest change first',
      parameters: [id, ...paging],
      responses: answers(200, 'A page', ref('RevisionsPage'), [400, 404]),
    },
  },
  '/deployments/{id}/versions': {
    get: {
      operationId: 'getVersions',
      summary: 'The versions it has had, with what is known of each',
      parameters: [id],
      responses: answers(200, 'Versions', itemsOf('DeployedVersion'), [404]),
    },
  },
  '/deployments/{id}/files': {
    get: {
      operationId: 'getDeploymentFiles',
      summary: 'The files of its folder, as Git wants them now',
      parameters: [id],
      responses: answers(200, 'Files', ref('DeploymentFiles'), [400, 404]),
    },
  },
  '/deployments/{id}/preflight': {
    post: {
      operationId: 'runPreflight',
      summary:
        'What going to a version would do, and whether it is safe; changes nothing',
      parameters: [id],
      requestBody: body(ref('PreflightRequest')),
      responses: answers(200, 'The checks', ref('Preflight'), [400, 404]),
    },
  },
  '/deployments/{id}/health': {
    get: {
      operationId: 'getDeploymentHealth',
      summary: 'How healthy it is, with series and what each version changed',
      parameters: [
        id,
        query(
          'from',
          'Begin of the series; two hours ago when absent',
          instant,
        ),
        query('to', 'End of the series; now when absent', instant),
      ],
      responses: answers(
        200,
        'Figures and series',
        ref('DeploymentHealthDetails'),
        [400, 404],
      ),
    },
  },
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'How healthy many deployments are, as last measured',
      parameters: [
        query('id', 'Deployment, may be given several times', list),
        ...deploymentFilters.filter(({ name }) => name !== 'sort'),
      ],
      responses: answers(200, 'Health', itemsOf('DeploymentHealth')),
    },
  },
  '/calls': {
    get: {
      operationId: 'getCalls',
      summary:
        'Which component called which in the last 30 days, as a mesh, traces or a gateway saw it',
      responses: answers(200, 'Calls', ref('CallsResponse')),
    },
  },
  ...tenantPaths,
  '/repositories': {
    get: {
      operationId: 'getRepositories',
      summary: 'GitOps repositories and the patterns of their folders',
      responses: answers(200, 'Repositories', itemsOf('RepositorySummary')),
    },
  },
  '/changes': {
    post: {
      operationId: 'makeChange',
      summary: 'Changes several files in one commit, and pushes it',
      parameters: [idempotencyKey],
      requestBody: body(ref('ChangeRequest')),
      responses: answers(
        201,
        'The change, in Git',
        ref('Change'),
        [400, 404, 409],
      ),
    },
  },
  '/changes/plan': {
    post: {
      operationId: 'planChange',
      summary: 'Which files a change would touch, and how; changes nothing',
      requestBody: body(ref('ChangeRequest')),
      responses: answers(200, 'The plan', ref('ChangePlan'), [400, 404, 409]),
    },
  },
  '/changes/{id}': {
    get: {
      operationId: 'getChange',
      summary: 'One change',
      parameters: [id],
      responses: answers(200, 'The change', ref('Change'), [404]),
    },
  },
  '/changes/{id}/files': {
    get: {
      operationId: 'getChangeFiles',
      summary: 'The files that a change changed, before and after it',
      parameters: [id],
      responses: answers(200, 'Files', ref('ChangePlan'), [404, 409]),
    },
  },
  '/names': {
    get: {
      operationId: 'getNames',
      summary: 'Names that are deployed, each once',
      parameters: [
        {
          ...query('kind', 'What the names are for', {
            ...{ type: 'string', enum: NAMED_KINDS },
          }),
          required: true,
        },
      ],
      responses: answers(200, 'Names', itemsOf('NameHolder'), [400]),
    },
  },
  '/hosts': {
    get: {
      operationId: 'checkHost',
      summary: 'Whether a host name is in use, as far as manifests tell',
      parameters: [
        {
          ...query('name', 'The host name', {
            ...{ type: 'string', minLength: 1, maxLength: 300 },
          }),
          required: true,
        },
      ],
      responses: answers(200, 'The answer', ref('HostAnswer'), [400]),
    },
  },
  '/removals/plan': {
    post: {
      operationId: 'planRemoval',
      summary: 'What dies with some folders; changes nothing',
      requestBody: body(ref('RemovalRequest')),
      responses: answers(200, 'What dies', ref('RemovalPlan'), [400]),
    },
  },
  '/operations': {
    get: {
      operationId: 'getOperations',
      summary: 'What was asked, newest first',
      parameters: [
        query('deploymentId', 'Deployment'),
        query('entityRef', 'Entity, may be given several times', list),
        query('state', 'running, ended, or one state'),
        ...paging,
      ],
      responses: answers(200, 'A page', ref('OperationsPage'), [400]),
    },
    post: {
      operationId: 'startOperation',
      summary: 'Rolls back, or undoes that',
      parameters: [idempotencyKey],
      requestBody: body(ref('OperationRequest')),
      responses: answers(
        202,
        'The operation, at work',
        ref('Operation'),
        [400, 404, 409],
      ),
    },
  },
  '/operations/{id}': {
    get: {
      operationId: 'getOperation',
      summary: 'One operation with its steps',
      parameters: [id],
      responses: answers(200, 'The operation', ref('Operation'), [404]),
    },
  },
  '/operations/{id}/stop': {
    post: {
      operationId: 'stopOperation',
      summary: 'Stops it, as long as nothing is committed',
      parameters: [id],
      responses: answers(202, 'The operation', ref('Operation'), [404, 409]),
    },
  },
};

/** The API of the delivery plugin: what the server serves, and checks requests against. */
export const openApiDocument = {
  openapi: '3.0.3',
  info: {
    title: 'Slipway delivery',
    version: '1',
    description:
      'What runs where, since when and how healthy it is, and putting an earlier version back.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  paths,
  components: {
    schemas,
    securitySchemes: {
      backstage: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
  security: [{ backstage: [] }],
};
