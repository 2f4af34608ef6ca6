import { answers, body, idempotencyKey } from './parts';
import { list, object, ref } from './shapes';

const name = {
  name: 'name',
  in: 'path',
  required: true,
  description: 'Name of the environment',
  schema: { type: 'string', maxLength: 63 },
};

/** What a route answers that changes an environment. */
const changed = answers(
  201,
  'The change, in Git',
  ref('Change'),
  [400, 404, 409],
);
const planned = answers(200, 'The plan', ref('ChangePlan'), [400, 404, 409]);

/** Paths of the API about environments. */
export const environmentPaths = {
  '/environments': {
    get: {
      operationId: 'getEnvironments',
      summary: 'The stages, first one first, with those that exist only in Git',
      responses: answers(
        200,
        'Environments',
        object({
          items: list(ref('Environment')),
          kinds: list(ref('EnvironmentKind')),
          refused: list(ref('RefusedFolder')),
        }),
      ),
    },
  },
  '/environments/{name}': {
    get: {
      operationId: 'getEnvironment',
      summary: 'One environment with its folders, and what the caller may do',
      parameters: [name],
      responses: answers(
        200,
        'The environment',
        ref('EnvironmentDetails'),
        [404],
      ),
    },
  },
  '/environments/{name}/prolong/plan': {
    post: {
      operationId: 'planProlong',
      summary: 'Which lines a later end would change; changes nothing',
      parameters: [name],
      requestBody: body(ref('ProlongRequest')),
      responses: planned,
    },
  },
  '/environments/{name}/prolong': {
    post: {
      operationId: 'prolongEnvironment',
      summary: 'Moves the end of an environment, in one commit',
      parameters: [name, idempotencyKey],
      requestBody: body(ref('ProlongRequest')),
      responses: changed,
    },
  },
  '/environments/{name}/end/plan': {
    post: {
      operationId: 'planEnd',
      summary: 'Which files the end would remove; changes nothing',
      parameters: [name],
      requestBody: body(ref('EndRequest')),
      responses: planned,
    },
  },
  '/environments/{name}/end': {
    post: {
      operationId: 'endEnvironment',
      summary: 'Removes all folders of an environment, in one commit',
      parameters: [name, idempotencyKey],
      requestBody: body(ref('EndRequest')),
      responses: changed,
    },
  },
};
