import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useEffect, useRef } from 'react';
import { failureMessage } from '../../api/errors';
import { useWords } from '../../translation';
import { answerOf } from '../kit/answers';
import { describedBy, FieldFrame, type FieldNote } from '../kit/FieldFrame';
import { ServiceRow } from './ServiceRow';
import { useServices } from './useServices';

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

const useStyles = makeStyles<Theme>(theme => ({
  group: { border: 0, margin: 0, padding: 0, minWidth: 0 },
  title: {
    padding: '0 0 6px',
    fontSize: 12,
    color: tonesOf(theme).textSecond,
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

/** Keeps what is chosen among what is there; all of it at first. */
function useWithin(
  { formData, onChange }: Pick<ServicesProps, 'formData' | 'onChange'>,
  place: string,
  there: readonly Deployment[] | undefined,
) {
  const change = useRef(onChange);
  change.current = onChange;
  const chosen = useRef(formData);
  chosen.current = formData;
  useEffect(() => {
    if (!there) return;
    const kept = (chosen.current ?? []).filter(({ component }) =>
      there.some(each => each.component === component),
    );
    if (kept.length && kept.length === chosen.current?.length) return;
    change.current(
      kept.length
        ? kept
        : there.map(({ component, desired: { version } }) => ({
            ...{ component, ...(version && { version }) },
          })),
    );
  }, [place, there]);
}

/** Services of a place, each with the version that is wanted of it. */
export function ServicesField(props: ServicesProps) {
  const { schema, name, formData = [], onChange } = props;
  const classes = useStyles();
  const t = useWords();
  const options = props.uiSchema['ui:options'];
  const environment = answerOf(props, options?.environment);
  const tenant = answerOf(props, options?.tenant);
  const isReady = environment && (!options?.tenant || tenant);
  const asked = useServices(isReady ? environment : undefined, tenant);
  const { value: there, error } = asked;
  useWithin(props, `${environment} ${tenant}`, there);
  const change = (component: string, service: Service | undefined) => {
    const rest = formData.filter(each => each.component !== component);
    const order = (there ?? []).map(each => each.component);
    onChange(
      [...rest, ...(service ? [service] : [])].sort(
        (a, b) => order.indexOf(a.component) - order.indexOf(b.component),
      ),
    );
  };
  const note: FieldNote | undefined = error
    ? {
        ...{ tone: 'critical', icon: 'error' },
        words: t('fields.servicesFailed', { cause: failureMessage(error) }),
      }
    : {
        ...{ tone: 'idle', icon: asked.loading ? 'running' : 'help' },
        words: serviceWords(),
      };
  function serviceWords() {
    if (!isReady) return t('fields.servicesFirst');
    if (asked.loading) return t('fields.listLoading');
    return there?.length
      ? t('fields.servicesChosen', {
          ...{ chosen: String(formData.length), all: String(there.length) },
        })
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
              {...{ deployment, change }}
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
