import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryDeploymentUpdateExamples: TemplateExample[] = [
  {
    description: 'Sets the number of replicas; comments and all else stay',
    example: stringify({
      steps: [
        {
          ...{ id: 'scale', action: 'delivery:deployment:update' },
          name: 'Give it more replicas',
          input: {
            ...{ environment: 'dev', component: 'payments' },
            values: [{ file: 'values.yaml', path: 'replicas', value: 5 }],
            reason: 'More load.',
          },
        },
      ],
    }),
  },
  {
    description: 'Adds a file, and takes another one away',
    example: stringify({
      steps: [
        {
          ...{ id: 'adopt', action: 'delivery:deployment:update' },
          name: 'Say whose it is',
          input: {
            ...{ environment: 'dev', component: 'payments' },
            files: [{ path: 'delivery.yaml', text: 'component: payments\n' }],
            removeFiles: ['old.yaml'],
          },
        },
      ],
    }),
  },
];
