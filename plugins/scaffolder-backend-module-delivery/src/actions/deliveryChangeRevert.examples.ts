import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryChangeRevertExamples: TemplateExample[] = [
  {
    description:
      'Takes a deployment out again when a later step of the template fails',
    example: stringify({
      steps: [
        {
          ...{ id: 'deploy', action: 'delivery:deployment:create' },
          name: 'Add it to dev',
          input: {
            ...{ environment: 'dev', component: 'orders' },
            sourcePath: './deployment',
          },
        },
        {
          ...{ id: 'clean-up', action: 'delivery:change:revert' },
          ...{ name: 'Take it back', if: '${{ failure() }}' },
          input: { change: '${{ steps.deploy.output.change }}' },
        },
      ],
    }),
  },
];
