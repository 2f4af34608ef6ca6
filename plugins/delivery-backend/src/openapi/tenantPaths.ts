import { answers, body, id, idempotencyKey, query } from './parts';
import { itemsOf } from './schemas';
import { ref } from './shapes';

const name = {
  name: 'name',
  in: 'path',
  required: true,
  description: 'Name of the tenant',
  schema: { type: 'string', minLength: 1, maxLength: 128 },
};
const environment = query(
  'environment',
  'Only what is deployed there; all environments when absent',
);

const tenant = query('tenant', 'Only where this tenant stands');

/** One route to look at a change of a tenant, and one to make it. */
function switching(word: 'suspend' | 'resume', request: string, does: string) {
  const upper = `${word[0].toUpperCase()}${word.slice(1)}`;
  return {
    [`/tenants/{name}/${word}/plan`]: {
      post: {
        operationId: `plan${upper}Tenant`,
        summary: `Which lines would change to ${word} a tenant; changes nothing`,
        parameters: [name],
        requestBody: body(ref(request)),
        responses: answers(
          200,
          'The plan',
          ref('TenantChangePlan'),
          [400, 404, 409],
        ),
      },
    },
    [`/tenants/{name}/${word}`]: {
      post: {
        operationId: `${word}Tenant`,
        summary: does,
        parameters: [name, idempotencyKey],
        requestBody: body(ref(request)),
        responses: answers(
          201,
          'The change, in Git',
          ref('Change'),
          [400, 404, 409],
        ),
      },
    },
  };
}

function act(
  word: 'start' | 'stop' | 'abandon',
  summary: string,
  more: object = {},
) {
  return {
    [`/upgrades/{id}/${word}`]: {
      post: {
        operationId: `${word}Upgrade`,
        summary,
        parameters: [id],
        ...more,
        responses: answers(202, 'The upgrade', ref('Upgrade'), [404, 409]),
      },
    },
  };
}

/** Paths of the API that are about tenants. */
export const tenantPaths = {
  '/room': {
    get: {
      operationId: 'getRoom',
      summary:
        'How much of the clusters is promised where an environment or a tenant stands',
      parameters: [environment, tenant],
      responses: answers(200, 'Room', ref('RoomResponse')),
    },
  },
  '/tenants': {
    get: {
      operationId: 'getTenants',
      summary: 'The tenants, and how they are',
      parameters: [environment],
      responses: answers(200, 'Tenants', ref('TenantsResponse')),
    },
  },
  '/upgrades': {
    get: {
      operationId: 'getUpgrades',
      summary: 'Upgrades in waves that are open, and those of the last week',
      responses: answers(200, 'Upgrades', itemsOf('Upgrade')),
    },
    post: {
      operationId: 'planUpgrade',
      summary:
        'Plans an upgrade in waves and runs the checks of each deployment; it is not started',
      parameters: [idempotencyKey],
      requestBody: body(ref('UpgradeRequest')),
      responses: answers(201, 'The upgrade', ref('Upgrade'), [400, 404, 409]),
    },
  },
  '/upgrades/{id}': {
    get: {
      operationId: 'getUpgrade',
      summary: 'One upgrade in waves',
      parameters: [id],
      responses: answers(200, 'The upgrade', ref('Upgrade'), [404]),
    },
  },
  ...act('start', 'Starts it, or goes on where it was stopped', {
    requestBody: { ...body(ref('UpgradeStart')), required: false },
  }),
  ...act('stop', 'Begins nothing more; what is at work is worked to its end'),
  ...act('abandon', 'Ends it for good; what it brought stays'),
  '/tenants/{name}': {
    get: {
      operationId: 'getTenant',
      summary: 'One tenant',
      parameters: [name, environment],
      responses: answers(200, 'The tenant', ref('Tenant'), [404]),
    },
  },
  '/tenants/{name}/files': {
    get: {
      operationId: 'getTenantFiles',
      summary: 'What belongs to a tenant beside its deployments',
      parameters: [name],
      responses: answers(200, 'Files', ref('TenantFiles'), [400, 404]),
    },
  },
  ...switching(
    'suspend',
    'TenantSuspendRequest',
    'Scales the services of a tenant to none, in one commit that says who and why',
  ),
  ...switching(
    'resume',
    'TenantResumeRequest',
    'Puts back what stood there before a tenant was suspended',
  ),
};
