// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import { randomBytes } from 'node:crypto';
import {
  KubernetesTestClient,
  type KubernetesAnswer,
  type KubernetesTestEndpoint,
} from './KubernetesTestClient';
import type { KubernetesSuiteResource } from './kubernetesSuiteResources';
import { describeReads } from './kubernetesApiSuite.reads';
import { describeWatches } from './kubernetesApiSuite.watches';
import { describeWrites } from './kubernetesApiSuite.writes';

/** @public */
export interface KubernetesApiSuiteOptions {
  name: string;
  /** The kind of object that the suite works with. */
  resource: KubernetesSuiteResource;
  setup(): Promise<KubernetesSuiteServer>;
}

/** @public */
export interface KubernetesSuiteServer extends KubernetesTestEndpoint {
  /** Drops the history of all objects before a version. */
  forget(resourceVersion: string): Promise<void>;
  stop(): Promise<void>;
}

/** What the parts of the suite share. */
export interface SuiteParts {
  resource: KubernetesSuiteResource;
  /** Path of the objects in the namespace that the suite works in. */
  path: string;
  /** Path of the objects of all namespaces. */
  pathOfAll: string;
  client(): KubernetesTestClient;
  forget(resourceVersion: string): Promise<void>;
  /** A label value of this run alone. */
  run: string;
  /** An object as a person would write it. */
  object(name: string): Record<string, unknown>;
  /** Creates one, and removes it after the test. */
  create(name: string): Promise<KubernetesAnswer>;
}

const SETUP_MS = 90_000;

/**
 * What a Kubernetes API does, as far as anybody here relies on it. A simulation must pass the same tests as the real one.
 *
 * @public
 */
export function kubernetesApiSuite(options: KubernetesApiSuiteOptions): void {
  const { name: title, resource } = options;
  const path = `${resource.api}/namespaces/argocd/${resource.plural}`;

  describe(`${title} as a Kubernetes API for ${resource.plural}`, () => {
    const run = `run-${randomBytes(4).toString('hex')}`;
    let created: string[] = [];
    let started: Awaited<ReturnType<typeof options.setup>>;
    let client: KubernetesTestClient;

    beforeAll(async () => {
      started = await options.setup();
      client = new KubernetesTestClient(started);
    }, SETUP_MS);

    afterEach(async () => {
      for (const name of created) {
        await client.delete(`${path}/${name}`);
      }
      created = [];
    });

    afterAll(async () => started?.stop(), SETUP_MS);

    const object = (name: string) => resource.make(name, { run });
    const parts: SuiteParts = {
      resource,
      path,
      pathOfAll: `${resource.api}/${resource.plural}`,
      client: () => client,
      forget: version => started.forget(version),
      run,
      object,
      create: async name => {
        created.push(name);
        return client.post(path, object(name));
      },
    };
    describeReads(parts);
    describeWrites(parts);
    describeWatches(parts);
  });
}
