import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryComponentRemoveExamples: TemplateExample[] = [
  {
    description: 'Removes a component from two environments',
    example: stringify({
      steps: [
        {
          ...{ id: 'remove', action: 'delivery:component:remove' },
          name: 'Remove it',
          input: {
            ...{ component: 'payments', confirmation: 'payments' },
            environments: ['dev', 'qa'],
            reason: 'Nobody uses it any more.',
          },
        },
      ],
    }),
  },
];
