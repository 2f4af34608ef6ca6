import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryDeploymentWaitExamples: TemplateExample[] = [
  {
    description: 'Waits up to five minutes for what Git wants in dev',
    example: stringify({
      steps: [
        {
          ...{ id: 'wait', action: 'delivery:deployment:wait' },
          name: 'Wait until it runs',
          input: {
            ...{ environment: 'dev', component: 'payments' },
            timeoutSeconds: 300,
          },
        },
      ],
    }),
  },
];
