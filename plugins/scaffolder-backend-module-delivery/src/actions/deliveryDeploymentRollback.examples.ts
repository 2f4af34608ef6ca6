import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryDeploymentRollbackExamples: TemplateExample[] = [
  {
    description: 'Goes back to the version before, and waits for the end',
    example: stringify({
      steps: [
        {
          ...{ id: 'rollback', action: 'delivery:deployment:rollback' },
          name: 'Go back',
          input: {
            ...{ environment: 'dev', component: 'payments', version: '2.4.0' },
            ...{ reason: 'Errors since 2.5.0.', accept: ['ran-here'] },
          },
        },
      ],
    }),
  },
];
