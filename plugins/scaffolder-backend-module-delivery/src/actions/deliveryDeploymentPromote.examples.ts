import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryDeploymentPromoteExamples: TemplateExample[] = [
  {
    description: 'Brings a version from dev to qa',
    example: stringify({
      steps: [
        {
          ...{ id: 'promote', action: 'delivery:deployment:promote' },
          name: 'Promote it to qa',
          input: {
            ...{ component: 'payments', from: 'dev', to: 'qa' },
            ...{ version: '2.5.0', reason: 'It ran well for a week.' },
          },
        },
      ],
    }),
  },
];
