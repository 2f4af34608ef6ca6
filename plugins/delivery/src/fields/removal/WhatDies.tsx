import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  type Belonging,
  BELONGING_KINDS,
  type BelongingKind,
  type RemovalPreview,
} from '@slipway/backstage-plugin-delivery-common';
import {
  type IconName,
  LoadingRows,
  StateIcon,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../../translation';
import type { Asked } from '../kit/useAsked';
import { NewestBackup } from './NewestBackup';
import { Part } from './Part';

const ICONS: Record<BelongingKind, IconName> = {
  ...{ volume: 'database', database: 'database', bus: 'rpc', secret: 'lock' },
  ...{ host: 'openInNew', certificate: 'document', backup: 'schedule' },
};

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    root: {
      margin: '0 0 16px',
      padding: '12px 16px',
      border: `1px solid ${tones.line}`,
      borderRadius: 6,
      fontSize: 13.5,
      lineHeight: '20px',
    },
    title: { margin: 0, fontSize: 15, fontWeight: 600 },
    list: { listStyle: 'none', margin: '2px 0 0', padding: 0 },
    second: { color: tones.textSecond },
    mono: { overflowWrap: 'anywhere' },
  };
});

function Belongings(props: { all: readonly Belonging[] }) {
  const { all } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <>
      {BELONGING_KINDS.map(kind => {
        const own = all.filter(each => each.kind === kind);
        return own.length ? (
          <Part key={kind} title={t(`belonging.${kind}`)}>
            <ul className={classes.list}>
              {own.map(({ name, detail, folder, file }) => (
                <li key={`${folder} ${file} ${name}`}>
                  <StateIcon name={ICONS[kind]} size={14} />{' '}
                  <strong>{name}</strong> {detail}{' '}
                  <span className={classes.second}>{`${folder}/${file}`}</span>
                </li>
              ))}
            </ul>
          </Part>
        ) : undefined;
      })}
    </>
  );
}

function Consumers(props: { preview: RemovalPreview }) {
  const { consumers, hiddenConsumers, consumersProblem } = props.preview;
  const classes = useStyles();
  const t = useWords();
  if (consumersProblem) {
    return (
      <Part title={t('removal.consumers')}>
        <StateWord tone="idle" icon="help" label={consumersProblem} />
      </Part>
    );
  }
  if (!consumers.length && !hiddenConsumers) {
    return <Part title={t('removal.consumers')}>{t('removal.nobody')}</Part>;
  }
  return (
    <Part title={t('removal.consumers')}>
      <ul className={classes.list}>
        {consumers.map(({ entityRef, version, contract, places }) => (
          <li key={`${entityRef} ${version} ${contract}`}>
            <StateWord
              tone="critical"
              icon="block"
              label={`${entityRef} ${version}`}
            />{' '}
            {t('removal.uses', { contract, places: places.join(', ') })}
          </li>
        ))}
        {hiddenConsumers ? (
          <li>{t('removal.hiddenConsumers', { count: hiddenConsumers })}</li>
        ) : undefined}
      </ul>
    </Part>
  );
}

function Folders(props: { preview: RemovalPreview }) {
  const { folders, hidden } = props.preview;
  const classes = useStyles();
  const t = useWords();
  const files = folders.reduce((sum, each) => sum + each.files, 0);
  return (
    <Part
      title={t('removal.folders', {
        ...{ count: folders.length, files: String(files) },
      })}
    >
      <ul className={`${classes.list} ${classes.mono}`}>
        {folders.map(({ deploymentId, repository, path, version }) => (
          <li key={deploymentId}>
            <StateIcon name="folder" size={14} /> {path}{' '}
            <span className={classes.second}>
              {[version, repository].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {hidden ? (
        <StateWord
          tone="critical"
          icon="lock"
          label={t('removal.hidden', { count: hidden })}
        />
      ) : undefined}
    </Part>
  );
}

/** Files of the tenant's own, such as its description. */
function OwnFiles(props: { all: RemovalPreview['ownFiles'] }) {
  const { all = [] } = props;
  const classes = useStyles();
  const t = useWords();
  return all.length ? (
    <Part title={t('removal.ownFiles', { count: all.length })}>
      <ul className={`${classes.list} ${classes.mono}`}>
        {all.map(({ repository, path }) => (
          <li key={`${repository} ${path}`}>
            <StateIcon name="file" size={14} /> {path}{' '}
            <span className={classes.second}>{repository}</span>
          </li>
        ))}
      </ul>
    </Part>
  ) : null;
}

/** What goes, what dies with it, who needs it, and what could not be told. */
export function WhatDies(props: {
  asked: Asked<RemovalPreview>;
  cause?: string;
  hasWanted: boolean;
  /** Whose backups count. */
  tenant?: string;
}) {
  const { asked, cause, hasWanted } = props;
  const classes = useStyles();
  const t = useWords();
  const { value: preview, loading } = asked;
  const hasSomething = Boolean(
    preview?.folders.length || preview?.ownFiles?.length,
  );
  return (
    <section className={classes.root} aria-label={t('removal.title')}>
      <h3 className={classes.title}>{t('removal.title')}</h3>
      {hasWanted ? undefined : <p>{t('removal.first')}</p>}
      {loading ? (
        <LoadingRows label={t('removal.looking')} rows={3} height={28} />
      ) : undefined}
      {cause ? (
        <StateWord
          tone="critical"
          icon="error"
          label={t('removal.failed', { cause })}
        />
      ) : undefined}
      {preview && !hasSomething ? <p>{t('removal.nothing')}</p> : undefined}
      {preview && hasSomething ? (
        <>
          {preview.folders.length ? <Folders preview={preview} /> : undefined}
          <OwnFiles all={preview.ownFiles} />
          <Belongings all={preview.belongings} />
          <Consumers preview={preview} />
          <NewestBackup tenant={props.tenant} />
          {preview.untold.length ? (
            <Part title={t('removal.untold')}>
              <ul className={classes.list}>
                {preview.untold.map(words => (
                  <li key={words} className={classes.second}>
                    {words}
                  </li>
                ))}
              </ul>
            </Part>
          ) : undefined}
        </>
      ) : undefined}
    </section>
  );
}
