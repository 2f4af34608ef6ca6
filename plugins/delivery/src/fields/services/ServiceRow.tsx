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
import { useVersions } from '../version/useVersions';
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
  { component, environment, tenant }: Deployment,
  service: Service | undefined,
  change: (component: string, service: Service) => void,
) {
  const place = service && { component, environment, tenant };
  const asked = useVersions(place);
  const refused = asked.value?.find(({ refused: reason }) => reason);
  const fallback = asked.value?.find(version => version.suggested)?.version;
  const choose = useRef(change);
  choose.current = change;
  // What burns there is not begun with elsewhere.
  const isRefused = service && refused?.version === service.version;
  useEffect(() => {
    if (isRefused && fallback) {
      choose.current(component, { component, version: fallback });
    }
  }, [isRefused, fallback, component]);
  return { asked, refused };
}

/** One service: whether it is taken, and in which version. */
export function ServiceRow(props: {
  id: string;
  deployment: Deployment;
  service?: Service;
  disabled: boolean;
  change(component: string, service: Service | undefined): void;
}) {
  const { id, deployment, service, disabled, change } = props;
  const { component, desired } = deployment;
  const classes = useStyles();
  const t = useWords();
  const { asked, refused } = useOffers(deployment, service, change);
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
      {service && refused?.refused ? (
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
    </li>
  );
}
