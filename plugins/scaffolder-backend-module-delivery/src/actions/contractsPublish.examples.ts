import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const contractsPublishExamples: TemplateExample[] = [
  {
    description: 'Publishes the first version of an API',
    example: stringify({
      steps: [
        {
          ...{ id: 'publish', action: 'contracts:publish' },
          name: 'Publish the contract',
          input: {
            ...{ contract: 'api:default/orders-api', version: '1.0.0' },
            files: ['contract/openapi.yaml'],
          },
        },
      ],
    }),
  },
];
