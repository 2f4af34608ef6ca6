import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryDeploymentRemoveExamples: TemplateExample[] = [
  {
    description: 'Takes a service out of dev',
    example: stringify({
      steps: [
        {
          ...{ id: 'remove', action: 'delivery:deployment:remove' },
          name: 'Take it out of dev',
          input: {
            ...{ environment: 'dev', component: 'payments' },
            reason: 'Nobody uses it any more.',
          },
        },
      ],
    }),
  },
];
