import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import {
  Combobox,
  narrow,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useEffect, useRef } from 'react';
import { asSentence } from '../../history/verdict';
import { useWords } from '../../translation';
import type { Asked } from '../kit/useAsked';
import { failureMessage } from '../../api/errors';
import type { BurningOf } from '../version/offeredVersions';
import { useVersionsOf } from '../version/useVersions';
import { versionOption } from '../version/VersionField';

const useStyles = makeStyles<Theme>(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 1fr) minmax(200px, 1.2fr)',
    gap: '0 16px',
    alignItems: 'center',
    padding: '6px 0',
    borderBottom: `1px solid ${tonesOf(theme).line}`,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    fontWeight: 600,
    cursor: 'pointer',
  },
  note: { gridColumn: '1 / -1', fontSize: 12.5, lineHeight: '17px' },
}));

interface Service {
  component: string;
  version?: string;
}

/** What is offered of a service, and what is not, with the reason. */
function useOffers(
  deployment: Deployment,
  service: Service | undefined,
  change: (component: string, service: Service) => void,
  burning: Asked<BurningOf>,
) {
  const { component, desired } = deployment;
  const asked = useVersionsOf(service && deployment, burning);
  const taken = service?.version ?? desired.version;
  const refused =
    asked.value?.find(each => each.refused && each.version === taken) ??
    asked.value?.find(each => each.refused);
  const fallback = asked.value?.find(version => version.suggested)?.version;
  const choose = useRef(change);
  choose.current = change;
  // What burns there is not begun with elsewhere.
  const isRefused = service && refused?.version === taken;
  useEffect(() => {
    if (isRefused && fallback) {
      choose.current(component, { component, version: fallback });
    }
  }, [isRefused, fallback, component]);
  const untold = asked.value?.find(
    each => each.untold && each.version === taken,
  );
  return { asked, refused, untold };
}

/** What is not offered, or what nobody could tell. */
function Note({ asked, refused, untold }: ReturnType<typeof useOffers>) {
  const classes = useStyles();
  const t = useWords();
  const doubt =
    (asked.error &&
      t('fields.versionsFailed', { cause: failureMessage(asked.error) })) ??
    (untold?.untold &&
      t('fields.burnsUnknown', {
        ...{ version: untold.version, place: untold.place },
        cause: untold.untold,
      }));
  return (
    <>
      {doubt ? (
        <span className={classes.note}>
          <StateWord tone="idle" icon="help" label={doubt} />
        </span>
      ) : undefined}
      {refused?.refused ? (
        <span className={classes.note}>
          <StateWord
            tone="warning"
            icon="problem"
            label={t('fields.notOfferedVersion', {
              ...{ version: refused.version, place: refused.place },
              reason: asSentence(refused.refused),
            })}
          />
        </span>
      ) : undefined}
    </>
  );
}

/** One service: whether it is taken, and in which version. */
export function ServiceRow(props: {
  id: string;
  deployment: Deployment;
  service?: Service;
  disabled: boolean;
  /** What is known of all services of the page. */
  burning: Asked<BurningOf>;
  change(component: string, service: Service | undefined): void;
}) {
  const { id, deployment, service, disabled, change, burning } = props;
  const { component, desired } = deployment;
  const classes = useStyles();
  const t = useWords();
  const offers = useOffers(deployment, service, change, burning);
  const { asked } = offers;
  const { version } = desired;
  return (
    <li className={classes.row}>
      <label className={classes.name}>
        <Checkbox
          color="primary"
          checked={service !== undefined}
          disabled={disabled}
          inputProps={{ 'aria-label': component }}
          onChange={(_, isOn) =>
            change(
              component,
              isOn ? { component, ...(version && { version }) } : undefined,
            )
          }
        />
        {component}
      </label>
      {service ? (
        <Combobox
          {...{ id, disabled }}
          free
          label={t('fields.versionOf', { component })}
          value={service.version ?? ''}
          placeholder={version}
          options={(asked.value ?? []).map(each => versionOption(each, t))}
          nothing={t('fields.noVersion')}
          onChange={chosen =>
            change(component, { component, ...(chosen && { version: chosen }) })
          }
        />
      ) : (
        <span />
      )}
      {service ? <Note {...offers} /> : undefined}
    </li>
  );
}
