import {
  type KubeApiServer,
  describeWithEngine,
  missingKubeApiServer,
  startKubeApiServer,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { dryRunObjects, missingTool } from '..';
import { chartCombinations } from './chartKinds';
import { EVERYTHING, render } from './serviceChart';

jest.setTimeout(90_000);

describeWithEngine(
  'charts/service at a real API',
  () => missingTool('helm') ?? missingKubeApiServer(),
  () => {
    let server: KubeApiServer;

    beforeAll(async () => {
      server = await startKubeApiServer();
    });

    afterAll(async () => {
      await server?.stop();
    });

    it('is taken with everything in it', async () => {
      expect(
        await dryRunObjects(server, render(EVERYTHING, '1.20.2'), 'dev--web'),
      ).toEqual([]);
    });

    it.each(chartCombinations().map((values, at) => [at + 1, values] as const))(
      'is taken with its parts in combination %i',
      async (_, values) => {
        const objects = render(values, '1.20.2');

        expect(await dryRunObjects(server, objects, 'dev--web')).toEqual([]);
      },
    );

    it('makes the same of newer kinds but for their API version', () => {
      const kinds = (version: string) =>
        render(EVERYTHING, version).filter(({ kind }) =>
          ['HorizontalPodAutoscaler', 'PodDisruptionBudget'].includes(kind),
        );
      const old = kinds('1.20.2');
      const recent = kinds('1.31.0');

      expect(recent.map(({ apiVersion }) => apiVersion).sort()).toEqual([
        'autoscaling/v2',
        'policy/v1',
      ]);
      expect(recent.map(({ spec }) => spec)).toEqual(
        old.map(({ spec }) => spec),
      );
    });
  },
);
