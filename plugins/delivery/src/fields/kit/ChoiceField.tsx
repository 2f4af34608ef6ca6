import {
  Combobox,
  type ComboboxOption,
} from '@slipway/backstage-plugin-kit-react';
import { useState } from 'react';
import { failureMessage } from '../../api/errors';
import { useWords } from '../../translation';
import type { FieldFacts } from './answers';
import { describedBy, FieldFrame, type FieldNote } from './FieldFrame';
import type { Asked } from './useAsked';

/**
 * One of what there is. While that is not known, what is typed counts: a form
 * must not stand still because a list is missing.
 */
export function ChoiceField(props: {
  field: FieldFacts & {
    formData?: string;
    onChange(value: string | undefined): void;
  };
  asked: Asked<ComboboxOption[]>;
  /** Said when there is nothing to choose. */
  nothing: string;
  note?: FieldNote;
  free?: boolean;
}) {
  const { field, asked, nothing, free } = props;
  const t = useWords();
  const { value: options = [], error, loading } = asked;
  const { idSchema, schema, name, formData = '', onChange, rawErrors } = field;
  const [typed, setTyped] = useState<string>();
  const trouble: FieldNote | undefined = error && {
    ...{ tone: 'warning', icon: 'problem' },
    words: t('fields.listFailed', { cause: failureMessage(error) }),
  };
  const busy: FieldNote | undefined = loading
    ? { tone: 'idle', icon: 'running', words: t('fields.listLoading') }
    : undefined;
  const unknown: FieldNote | undefined = typed
    ? {
        ...{ tone: 'critical', icon: 'block' },
        words: t('fields.noneOfThem', { typed }),
      }
    : undefined;
  return (
    <FieldFrame field={field} note={trouble ?? busy ?? unknown ?? props.note}>
      <Combobox
        id={idSchema.$id}
        label={schema.title ?? name}
        {...{ options, nothing, required: field.required }}
        value={formData}
        free={free || Boolean(error)}
        disabled={field.disabled || field.readonly}
        invalid={rawErrors.length > 0}
        takesFocus={Boolean(field.uiSchema['ui:autofocus'])}
        describedBy={describedBy(field)}
        onChange={value => {
          setTyped(undefined);
          onChange(value || undefined);
        }}
        onUnknown={setTyped}
        onBlur={() => field.onBlur(idSchema.$id, formData)}
      />
    </FieldFrame>
  );
}
