import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliveryNameReserveExamples: TemplateExample[] = [
  {
    description:
      'Takes the name of a tenant first, and gives it back when the template fails',
    example: stringify({
      steps: [
        {
          ...{ id: 'name', action: 'delivery:name:reserve' },
          name: 'Take the name',
          input: { kind: 'tenant', name: 'initech' },
        },
        {
          ...{ id: 'clean-up', action: 'delivery:change:revert' },
          ...{ name: 'Give it back', if: '${{ failure() }}' },
          input: { change: '${{ steps.name.output.change }}' },
        },
      ],
    }),
  },
  {
    description:
      'Takes the name of a service when the namespace of its first deployment can be',
    example: stringify({
      steps: [
        {
          ...{ id: 'name', action: 'delivery:name:reserve' },
          name: 'Take the name',
          input: {
            ...{ kind: 'component', name: 'parcels' },
            namespace: 'acme--dev-parcels',
          },
        },
      ],
    }),
  },
];
