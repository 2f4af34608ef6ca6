import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryTenantRemoveExamples: TemplateExample[] = [
  {
    description: 'Removes all that a tenant has',
    example: stringify({
      steps: [
        {
          ...{ id: 'remove', action: 'delivery:tenant:remove' },
          name: 'Remove the tenant',
          input: {
            ...{ tenant: 'globex', confirmation: 'globex' },
            reason: 'The contract has ended.',
          },
        },
      ],
    }),
  },
];
