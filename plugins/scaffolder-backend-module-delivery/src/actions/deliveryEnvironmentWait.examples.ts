import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryEnvironmentWaitExamples: TemplateExample[] = [
  {
    description: 'Waits up to ten minutes for all of qa',
    example: stringify({
      steps: [
        {
          ...{ id: 'wait', action: 'delivery:environment:wait' },
          name: 'Wait until all of it runs',
          input: {
            ...{ environment: 'qa', timeoutSeconds: 600 },
          },
        },
      ],
    }),
  },
];
