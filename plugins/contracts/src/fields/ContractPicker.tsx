import { useApi } from '@backstage/core-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  CONTRACT_GROUPS,
  type ContractSummary,
} from '@slipway/backstage-plugin-contracts-common';
import {
  Combobox,
  type ComboboxOption,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useEffect, useState } from 'react';
import { contractsApiRef } from '../api/ContractsApi';
import { loadPoints } from '../page/loadPoints';
import { type ContractsWords, useWords } from '../translation';

/** Schema of `ContractPicker`. */
export const contractPickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      group: z
        .enum(CONTRACT_GROUPS)
        .optional()
        .describe('Only contracts of this kind'),
      provider: z
        .string()
        .optional()
        .describe('Field that names a component: only contracts it keeps'),
      value: z
        .enum(['entityRef', 'name'])
        .optional()
        .describe('What the answer is: the entity ref, or the name alone'),
    }),
});

type PickerProps = typeof contractPickerSchema.TProps;

const useStyles = makeStyles<Theme>(theme => ({
  help: {
    margin: '4px 0 0',
    fontSize: 12.5,
    lineHeight: '17px',
    color: tonesOf(theme).textSecond,
  },
}));

interface Loaded {
  contracts?: ContractSummary[];
  error?: Error;
}

/** The contracts that the person may see; loaded once, when the form is opened. */
function useContracts(group: string | undefined): Loaded {
  const api = useApi(contractsApiRef);
  const [loaded, setLoaded] = useState<Loaded>({});
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    loadPoints(filter => api.contracts(filter, { signal }), { group }).then(
      ({ items }) => signal.aborted || setLoaded({ contracts: items }),
      error => signal.aborted || setLoaded({ error }),
    );
    return () => end.abort();
  }, [api, group]);
  return loaded;
}

function providerOf(props: PickerProps): string | undefined {
  const field = props.uiSchema['ui:options']?.provider;
  const { formData = {} } = (props.formContext ?? {}) as {
    formData?: Record<string, unknown>;
  };
  const answer = field ? formData[field] : undefined;
  return typeof answer === 'string'
    ? answer.replace(/^.*[:/]/, '').toLocaleLowerCase('en-US')
    : undefined;
}

function optionOf(
  contract: ContractSummary,
  isName: boolean,
  t: ContractsWords,
): ComboboxOption {
  const { entityRef, name, title, typeTitle, owner, latest } = contract;
  const hint = [
    typeTitle,
    owner ? t('picker.owner', { owner }) : t('picker.noOwner'),
    latest
      ? t('picker.latest', { version: latest.version })
      : t('picker.noVersion'),
  ];
  return {
    ...{ value: isName ? name : entityRef, label: name },
    ...{ beside: title, hint: hint.join(' · ') },
  };
}

/** An integration point with its kind, who owns it, and its newest version. */
export function ContractPicker(props: PickerProps) {
  const { idSchema, schema, name, formData = '', onChange } = props;
  const classes = useStyles();
  const t = useWords();
  const options = props.uiSchema['ui:options'] ?? {};
  const { contracts, error } = useContracts(options.group);
  const provider = providerOf(props);
  const offered = (contracts ?? []).filter(
    ({ seenOnly, providers }) =>
      !seenOnly &&
      (!provider || providers.some(ref => ref.endsWith(`/${provider}`))),
  );
  const id = idSchema.$id;
  return (
    <div>
      <Combobox
        {...{ id, required: props.required, value: formData }}
        label={schema.title ?? name}
        options={offered.map(contract =>
          optionOf(contract, options.value === 'name', t),
        )}
        // What others need may not be in the catalog yet.
        free
        disabled={props.disabled || props.readonly}
        invalid={props.rawErrors.length > 0}
        describedBy={`${id}-help`}
        nothing={t(contracts ? 'picker.nothing' : 'picker.loading')}
        onChange={value => onChange(value || undefined)}
        onBlur={() => props.onBlur(id, formData)}
      />
      <p id={`${id}-help`} className={classes.help} aria-live="polite">
        {error
          ? t('picker.failed', { cause: error.message })
          : schema.description}
      </p>
    </div>
  );
}

/** The field as both frontend systems take it. */
export const contractPicker = {
  name: 'ContractPicker',
  component: ContractPicker,
  schema: contractPickerSchema,
};
