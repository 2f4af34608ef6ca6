import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryEnvironmentCopyExamples: TemplateExample[] = [
  {
    description:
      'Copies two services of qa for three days, with one replica each',
    example: stringify({
      steps: [
        {
          ...{ id: 'copy', action: 'delivery:environment:copy' },
          name: 'Copy qa',
          input: {
            ...{ from: 'qa', to: 'qa-2', replicas: 1, timeToLive: 'P3D' },
            services: [
              { component: 'payments', version: '2.5.0' },
              { component: 'orders' },
            ],
            reason: 'A test of the new payments.',
          },
        },
      ],
    }),
  },
];
