import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryDeploymentCreateExamples: TemplateExample[] = [
  {
    description: 'Adds a service to dev from files of the workspace',
    example: stringify({
      steps: [
        {
          ...{ id: 'deploy', action: 'delivery:deployment:create' },
          name: 'Add it to dev',
          input: {
            ...{ environment: 'dev', component: 'orders' },
            ...{ sourcePath: './deployment', reason: 'A new service.' },
          },
        },
      ],
    }),
  },
  {
    description:
      'Adds a service of a tenant to production, with its files given',
    example: stringify({
      steps: [
        {
          ...{ id: 'deploy', action: 'delivery:deployment:create' },
          name: 'Add it to production',
          input: {
            ...{ environment: 'prod', tenant: 'acme', component: 'orders' },
            repository: 'gitops',
            files: [
              {
                path: 'values.yaml',
                text: 'image:\n  repository: registry.example.org/orders\n  tag: 1.0.0\n',
              },
            ],
          },
        },
      ],
    }),
  },
];
