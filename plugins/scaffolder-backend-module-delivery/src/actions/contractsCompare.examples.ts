import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const contractsCompareExamples: TemplateExample[] = [
  {
    description:
      'Fails when a new schema would break those who use the old one',
    example: stringify({
      steps: [
        {
          ...{ id: 'compare', action: 'contracts:compare' },
          name: 'Compare the schemas',
          input: {
            ...{ type: 'json-schema', failOn: 'breaking' },
            ...{ before: ['contract/old.json'], after: ['contract/new.json'] },
          },
        },
      ],
    }),
  },
];
