import {
  type CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useCallback, useEffect, useRef } from 'react';
import { deliveryApiRef, type DeliveryApi } from '../../api/DeliveryApi';
import { failureMessage } from '../../api/errors';
import { type DeliveryWords, useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import { useRemembered } from '../kit/FieldMemory';
import { wordsFrom } from '../kit/wordsFrom';
import {
  askBurning,
  whyNotVersion,
  withStop,
} from '../version/offeredVersions';
import { useBurning } from '../version/useVersions';
import { ServiceRow } from './ServiceRow';
import { readServices, useServices } from './useServices';

/** Schema of `DeliveryServices`. */
export const servicesSchema = makeFieldSchema({
  output: z =>
    z.array(
      z.object({ component: z.string(), version: z.string().optional() }),
    ),
  uiOptions: z =>
    z.object({
      environment: z.string().describe('Field that names the environment'),
      tenant: z
        .string()
        .optional()
        .describe('Field that names the tenant; services of none without it'),
    }),
});

type ServicesProps = typeof servicesSchema.TProps;
type Service = NonNullable<ServicesProps['formData']>[number];

function asItIs({ component, desired: { version } }: Deployment): Service {
  return { component, ...(version && { version }) };
}

const useStyles = makeStyles<Theme>(theme => ({
  group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  title: {
    padding: '0 0 6px',
    fontSize: 12,
    color: tonesOf(theme).textSecond,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

/**
 * Whether the form cannot go on without a tenant. One that may be left empty
 * means the services that all tenants share.
 */
function isAsked({ registry }: ServicesProps, field: string | undefined) {
  const { required = [] } = registry.rootSchema;
  return field !== undefined && required.includes(field);
}

/** Keeps what is chosen among what is there; all of it at first, and anew elsewhere. */
function useWithin(
  { idSchema, formData, onChange }: ServicesProps,
  place: string | undefined,
  there: readonly Deployment[] | undefined,
) {
  const chosenAt = useRemembered<string>(idSchema.$id);
  const latest = useRef({ formData, onChange });
  latest.current = { formData, onChange };
  const set = useCallback((services: Service[]) => {
    // Of several rows that change at once none undoes what another did.
    latest.current = { ...latest.current, formData: services };
    latest.current.onChange(services);
  }, []);
  useEffect(() => {
    if (!place) return;
    const isElsewhere =
      chosenAt.current !== undefined && chosenAt.current !== place;
    chosenAt.current = place;
    // Versions of another place must not be sent while this one is looked at.
    if (isElsewhere && latest.current.formData?.length) set([]);
  }, [place, chosenAt, set]);
  useEffect(() => {
    if (!there) return;
    const { formData: chosen = [] } = latest.current;
    const kept = chosen.filter(({ component }) =>
      there.some(each => each.component === component),
    );
    if (kept.length && kept.length === chosen.length) return;
    set(kept.length ? kept : there.map(asItIs));
  }, [place, there, set]);
  const change = useCallback(
    (component: string, service: Service | undefined) => {
      const order = (there ?? []).map(each => each.component);
      const rest = (latest.current.formData ?? []).filter(
        each => each.component !== component,
      );
      set(
        [...rest, ...(service ? [service] : [])].sort(
          (a, b) => order.indexOf(a.component) - order.indexOf(b.component),
        ),
      );
    },
    [there, set],
  );
  return change;
}

/** Services of a place, each with the version that is wanted of it. */
export function ServicesField(props: ServicesProps) {
  const { schema, name, formData = [] } = props;
  const classes = useStyles();
  const t = useWords();
  const options = props.uiSchema['ui:options'];
  const environment = answerOf(props, options?.environment);
  const tenant = answerOf(props, options?.tenant);
  const isReady = environment && (tenant || !isAsked(props, options?.tenant));
  const asked = useServices(isReady ? environment : undefined, tenant);
  const { value: there, error } = asked;
  const burning = useBurning(there);
  const place = isReady ? `${environment} ${tenant}` : undefined;
  const change = useWithin(props, place, there);
  const note: FieldNote | undefined = error
    ? {
        ...{ tone: 'critical', icon: 'error' },
        words: t('fields.servicesFailed', { cause: failureMessage(error) }),
      }
    : {
        ...{ tone: 'idle', icon: noteIcon() },
        words: serviceWords(),
      };
  function noteIcon() {
    if (asked.loading) return 'running';
    return there?.length ? 'check' : 'help';
  }
  function serviceWords() {
    if (!isReady) return t('fields.servicesFirst');
    if (asked.loading) return t('fields.listLoading');
    if (there?.length) {
      return t('fields.servicesChosen', {
        ...{ chosen: String(formData.length), all: String(there.length) },
      });
    }
    // A tenant that may be left empty is mostly one that nobody chose yet.
    return environment && options?.tenant && !tenant
      ? t('fields.noSharedServices', { environment })
      : t('fields.noServices');
  }
  return (
    <FieldFrame field={props} note={note}>
      <fieldset className={classes.group} aria-describedby={describedBy(props)}>
        <legend className={classes.title}>{schema.title ?? name}</legend>
        <ul className={classes.list}>
          {(there ?? []).map(deployment => (
            <ServiceRow
              key={deployment.component}
              id={`${props.idSchema.$id}-${deployment.component}`}
              {...{ deployment, change, burning }}
              disabled={props.disabled || props.readonly}
              service={formData.find(
                ({ component }) => component === deployment.component,
              )}
            />
          ))}
        </ul>
      </fieldset>
    </FieldFrame>
  );
}

/** So many services are asked for at once. */
const AT_ONCE = 8;

async function problemsOf(
  t: DeliveryWords,
  delivery: DeliveryApi,
  services: readonly Service[],
  there: readonly Deployment[],
): Promise<string[]> {
  const chosen = services.flatMap(
    ({ component }) => there.find(each => each.component === component) ?? [],
  );
  const burning = await askBurning(delivery, chosen, {});
  const problems: string[] = [];
  for (let from = 0; from < services.length; from += AT_ONCE) {
    const some = await Promise.all(
      services.slice(from, from + AT_ONCE).map(({ component, version }) => {
        const deployment = there.find(each => each.component === component);
        return (
          deployment && whyNotVersion(t, delivery, deployment, version, burning)
        );
      }),
    );
    problems.push(...some.flatMap(problem => problem ?? []));
  }
  return problems;
}

/** Refuses what burns or is banned, however fast somebody goes on. */
export const validateServices: CustomFieldValidator<
  Service[],
  NonNullable<ServicesProps['uiSchema']['ui:options']>
> = async (services, field, { apiHolder, formData, uiSchema }) => {
  const delivery = apiHolder.get(deliveryApiRef);
  const options = uiSchema?.['ui:options'];
  const form = { formContext: { formData }, idSchema: { $id: 'root' } };
  const environment = answerOf(form, options?.environment);
  const tenant = answerOf(form, options?.tenant);
  if (!delivery || !environment || !services?.length) return;
  const t = await wordsFrom(apiHolder);
  try {
    const place = { environment, tenant };
    const there = await readServices(t, delivery, place);
    for (const problem of await problemsOf(t, delivery, services, there)) {
      field.addError(problem);
    }
  } catch (error) {
    const cause = failureMessage(error as Error);
    field.addError(t('fields.servicesAgain', { cause: withStop(cause) }));
  }
};
