import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const deliverySecretSealExamples: TemplateExample[] = [
  {
    description: 'Seals a password into the folder of a deployment',
    example: stringify({
      steps: [
        {
          ...{ id: 'seal', action: 'delivery:secret:seal' },
          name: 'Seal the password',
          input: {
            ...{ name: 'orders-db', namespace: 'dev-orders' },
            data: { password: '${{ secrets.password }}' },
            certificate: { cluster: 'eu-1' },
            path: 'deployment/templates/orders-db.yaml',
          },
        },
      ],
    }),
  },
  {
    description:
      'Takes values that the form sealed, so that nobody else saw them',
    example: stringify({
      steps: [
        {
          ...{ id: 'seal', action: 'delivery:secret:seal' },
          name: 'Seal the password',
          input: {
            ...{ name: 'orders-db', namespace: 'dev-orders' },
            sealed: { password: '${{ parameters.password }}' },
            path: 'deployment/templates/orders-db.yaml',
          },
        },
      ],
    }),
  },
];
