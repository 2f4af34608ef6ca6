import {
  createFormField,
  FormFieldBlueprint,
  type FormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { FieldId } from './definitions';

/** Fields are only loaded when somebody opens a form. */
function fieldExtension(id: FieldId) {
  return FormFieldBlueprint.make({
    name: id,
    params: {
      field: async (): Promise<FormField> => {
        const { FIELDS } = await import('./definitions');
        return createFormField(FIELDS[id] as never);
      },
    },
  });
}

const IDS: Record<FieldId, true> = {
  ...{ environment: true, tenant: true, services: true, version: true },
  ...{ name: true, 'tenant-name': true, 'host-name': true },
  ...{
    hosts: true,
    'as-tenant': true,
    undescribed: true,
    owner: true,
    repository: true,
    'repository-id': true,
    hosting: true,
    secret: true,
    'sealing-cluster': true,
    plan: true,
    'time-to-live': true,
    'removal-preview': true,
  },
};

/** One extension for each field. */
export const fieldExtensions = (Object.keys(IDS) as FieldId[]).map(
  fieldExtension,
);
