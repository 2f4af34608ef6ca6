import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryEnvironmentRemoveExamples: TemplateExample[] = [
  {
    description: 'Removes all that stands in qa',
    example: stringify({
      steps: [
        {
          ...{ id: 'remove', action: 'delivery:environment:remove' },
          name: 'Remove it',
          input: {
            ...{ environment: 'qa', confirmation: 'qa' },
            reason: 'It moves to another cluster.',
          },
        },
      ],
    }),
  },
];
