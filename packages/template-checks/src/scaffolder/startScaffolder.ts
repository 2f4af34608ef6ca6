import {
  type BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  type ScaffolderActionsExtensionPoint,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import request from 'supertest';
import { RenderedRepository } from './RenderedRepository';
import { readTemplate, type TemplateSource } from './readTemplate';

/** An action of whatever input, as the scaffolder takes it. */
export type ScaffolderAction = Parameters<
  ScaffolderActionsExtensionPoint['addActions']
>[number];

/** What a template made of some answers. */
export interface Rendering {
  repository: RenderedRepository;
  /** Links and texts that the person sees at the end. */
  output: Record<string, unknown>;
  log: string[];
}

/** A refusal, in the words of the scaffolder. */
export class TemplateRefusal extends Error {
  override readonly name = 'TemplateRefusal';
}

/** The real scaffolder, which renders templates without doing anything else. */
export interface StartedScaffolder {
  /** What the backend answers at a path. */
  get<T>(path: string): Promise<T>;
  /**
   * Renders a template.
   *
   * @throws TemplateRefusal when the parameters do not allow the answers
   */
  render(
    template: string | TemplateSource,
    answers: Record<string, unknown>,
  ): Promise<Rendering>;
  stop(): Promise<void>;
}

interface DryRunBody {
  log: { body: { message: string; status?: string } }[];
  directoryContents: { path: string; base64Content: string }[];
  output?: Record<string, unknown>;
  errors?: { property: string; message: string }[];
  error?: { message: string };
}

function moduleOf(actions: readonly ScaffolderAction[]) {
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'template-checks',
    register(env) {
      env.registerInit({
        deps: { point: scaffolderActionsExtensionPoint },
        init: async ({ point }) => point.addActions(...actions),
      });
    },
  });
}

function toRendering(body: DryRunBody): Rendering {
  return {
    repository: RenderedRepository.create(
      body.directoryContents.map(({ path, base64Content }) => [
        path,
        Buffer.from(base64Content, 'base64').toString('utf8'),
      ]),
    ),
    output: body.output ?? {},
    log: body.log.map(line => line.body.message),
  };
}

function refusalOf(body: DryRunBody, status: number): string {
  const errors = body.errors?.map(
    ({ property, message }) => `${property}: ${message}`,
  );
  return errors?.join('\n') ?? body.error?.message ?? `HTTP ${status}`;
}

/**
 * Starts the scaffolder whole.
 *
 * @param actions - actions that templates use beside the built-in ones
 * @param entities - what the catalog knows
 */
export async function startScaffolder(
  actions: readonly ScaffolderAction[] = [],
  features: BackendFeature[] = [],
  entities: Entity[] = [],
): Promise<StartedScaffolder> {
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      catalogServiceMock.factory({ entities }),
      moduleOf(actions),
      ...features,
    ],
  });
  return {
    async render(template, answers) {
      const source =
        typeof template === 'string' ? readTemplate(template) : template;
      const { status, body } = await request(backend.server)
        .post('/api/scaffolder/v2/dry-run')
        .send({ ...source, values: answers });
      if (status !== 200) {
        throw new TemplateRefusal(refusalOf(body, status));
      }
      return toRendering(body);
    },
    get: async path => (await request(backend.server).get(path)).body,
    stop: () => backend.stop(),
  };
}
