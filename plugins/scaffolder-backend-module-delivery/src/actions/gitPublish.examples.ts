import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const gitPublishExamples: TemplateExample[] = [
  {
    description: 'Pushes the workspace to an empty repository',
    example: stringify({
      steps: [
        {
          ...{ id: 'publish', action: 'git:publish' },
          name: 'Push the sources',
          input: {
            remoteUrl: 'https://git.example.org/team/orders.git',
            message: 'Begin orders',
          },
        },
      ],
    }),
  },
];
