import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  ScaffolderField,
  SecretWidget,
} from '@backstage/plugin-scaffolder-react/alpha';

/** The field `Secret` of Backstage, which its own wizard alone knows. */
export function SecretInput(props: FieldExtensionComponentProps<string>) {
  const { schema, uiSchema, rawErrors, errors, required, disabled } = props;
  const { name, onChange } = props;
  return (
    <ScaffolderField
      {...{ rawErrors, errors, required, disabled }}
      rawDescription={uiSchema['ui:description'] ?? schema.description}
    >
      <SecretWidget
        {...{ name, schema, required, disabled }}
        onChange={value => onChange(value)}
      />
    </ScaffolderField>
  );
}
