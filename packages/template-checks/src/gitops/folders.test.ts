import {
  type KubeApiServer,
  describeWithEngine,
  missingKubeApiServer,
  startKubeApiServer,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import {
  type KubernetesObject,
  type WrittenFolder,
  buildDependencies,
  dryRunObjects,
  lintChart,
  missingTool,
  renderChart,
} from '..';
import {
  type HelmFolder,
  GitopsTemplate,
  combinations,
  describeAnswers,
  helmFolders,
} from './gitopsRepository';

jest.setTimeout(120_000);

/** What the real API serves; newer kinds are looked at in chartApi.test.ts. */
const KUBE_VERSION = '1.20.2';

describeWithEngine(
  'each folder of each combination',
  () => missingTool('helm') ?? missingKubeApiServer(),
  () => {
    let template: GitopsTemplate;
    let server: KubeApiServer;
    let written: WrittenFolder | undefined;

    beforeAll(async () => {
      template = await GitopsTemplate.start();
      server = await startKubeApiServer();
    });

    afterAll(async () => {
      await server?.stop();
      await template?.stop();
    });

    afterEach(() => {
      written?.dispose();
      written = undefined;
    });

    function render(folder: HelmFolder): KubernetesObject[] {
      const path = written!.path(folder.path);
      buildDependencies(path);
      lintChart(path, folder);
      return renderChart(path, { ...folder, kubeVersion: KUBE_VERSION });
    }

    const withKubernetes = combinations().filter(({ runtimes }) =>
      runtimes.includes('kubernetes'),
    );

    it.each(withKubernetes.map(given => [describeAnswers(given), given]))(
      'lints, renders, and is taken by a real API: %s',
      async (_, given) => {
        const repository = await template.repository(given as object);
        written = repository.write();
        const folders = helmFolders(repository);

        expect(folders.length).toBeGreaterThan(1);
        for (const folder of folders) {
          const objects = render(folder);
          expect(
            await dryRunObjects(server, objects, folder.namespace),
          ).toEqual([]);
        }
      },
    );
  },
);
