import {
  describeWithEngine,
  missingCorpora,
  readCorpus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import { mapApplication } from './mapApplication';

const CONTEXT = { cluster: 'eu-1', clusterNames: {} };

/** Some samples are only a status; the rest is what each Application has. */
function complete(sample: any, index: number) {
  return {
    ...sample,
    metadata: {
      name: `sample-${index}`,
      namespace: 'argocd',
      ...sample.metadata,
    },
    spec: { project: 'default', ...sample.spec },
  };
}

describeWithEngine(
  'Applications as they are in the field',
  missingCorpora,
  () => {
    const samples = () =>
      readCorpus('kubernetes/argocd').map((sample, index) => ({
        sample: complete(sample, index),
        observation: mapApplication(complete(sample, index), CONTEXT)!,
      }));

    it('are all read', () => {
      for (const { observation } of samples()) {
        expect(observation.health.message ?? '').not.toContain(
          'cannot be read',
        );
        expect(observation.key).toMatch(/^argocd\/./);
      }
      expect(samples().length).toBeGreaterThanOrEqual(4);
    });

    it('have the health that they say, and none where they say none', () => {
      for (const { sample, observation } of samples()) {
        expect(observation.health.status).toBe(
          sample.status?.health?.status.toLowerCase() ?? 'unknown',
        );
      }
    });
  },
);
