import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryTenantCreateExamples: TemplateExample[] = [
  {
    description:
      'Creates a tenant of two services from a folder with a folder for each',
    example: stringify({
      steps: [
        {
          ...{ id: 'tenant', action: 'delivery:tenant:create' },
          name: 'Create the tenant',
          input: {
            ...{ tenant: 'acme', sourcePath: './services' },
            services: [
              {
                component: 'payments',
                version: '2.4.0',
                environments: ['prod'],
              },
              { component: 'orders', version: '1.0.0', environments: ['prod'] },
            ],
            details: { plan: 'large', contacts: ['it@acme.example.org'] },
            reason: 'Contract 4711.',
          },
        },
      ],
    }),
  },
];
