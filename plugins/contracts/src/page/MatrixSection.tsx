import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractMatrix } from '@slipway/backstage-plugin-contracts-common';
import {
  ActButton,
  Card,
  Chip,
  LoadingRows,
  Segmented,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { useSearchParams } from 'react-router-dom';
import { Failure } from '../contract/Failure';
import { EFFECT_LOOKS } from '../state/looks';
import { nameOf } from '../state/names';
import { useEnvironments } from '../state/useEnvironments';
import { useLast } from '../state/useLast';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { download, matrixToCsv } from './exportCsv';
import { hiddenIn, isJudged, summaryOf } from './matrixSummary';
import { MatrixTable } from './MatrixTable';
import { type Tried, WhatIf } from './WhatIf';

const useStyles = makeStyles<Theme>(theme => ({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 },
  lead: { margin: '8px 0 0', color: tonesOf(theme).textSecond },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px 18px',
    marginTop: 12,
    fontSize: 12.5,
    color: tonesOf(theme).textSecond,
  },
}));

function describeTry({ component, version }: Tried) {
  return { tried: `${nameOf(component)} ${version}` };
}

function Legend() {
  const classes = useStyles();
  const t = useWords();
  return (
    <div className={classes.legend}>
      <StateWord {...EFFECT_LOOKS.safe} label={t('matrix.legendFine')} />
      <StateWord {...EFFECT_LOOKS.breaking} label={t('matrix.legendBreaks')} />
      <StateWord {...EFFECT_LOOKS.unknown} label={t('matrix.legendUnknown')} />
      <StateWord
        {...EFFECT_LOOKS.untouched}
        label={t('matrix.legendUntouched')}
      />
      <span>{t('matrix.legendEmpty')}</span>
    </div>
  );
}

function Fits(props: {
  matrix: ContractMatrix;
  environment: string;
  tried: Tried | undefined;
  onTry(tried: Tried | undefined): void;
}) {
  const { matrix, environment, tried, onTry } = props;
  const classes = useStyles();
  const t = useWords();
  if (!matrix.environments.length) return <p>{t('matrix.noEnvironments')}</p>;
  const hidden = hiddenIn(matrix, t);
  const summary = summaryOf(matrix, t);
  const isEmpty = !matrix.consumers.length && !hidden.length;
  const lead = [
    isJudged(matrix) &&
      (tried
        ? t('matrix.leadTried', { environment, summary, ...describeTry(tried) })
        : t('matrix.lead', { environment, summary })),
    ...hidden,
  ].filter(Boolean);
  return (
    <>
      {lead.length ? (
        <p className={classes.lead}>{lead.join(' ')}</p>
      ) : undefined}
      <WhatIf {...{ matrix, tried, onTry }} />
      {matrix.consumers.length ? (
        <>
          <MatrixTable matrix={matrix} />
          <Legend />
        </>
      ) : undefined}
      {isEmpty ? <p>{t('matrix.none', { environment })}</p> : undefined}
    </>
  );
}

/** Which environment is shown, and which there are; they stay while another loads. */
function usePlace() {
  const [query, setQuery] = useSearchParams();
  const places = useEnvironments();
  const environment = query.get('environment') ?? places.value?.at(-1);
  const [component, version] = [query.get('component'), query.get('version')];
  const tried = component && version ? { component, version } : undefined;
  const loaded = useLoaded(
    environment && JSON.stringify({ environment, ...tried }),
    (api, options) =>
      api.matrix({ environment: environment!, ...tried }, options),
  );
  const known = useLast(loaded.value);
  const go = (next: Partial<Record<'environment' | keyof Tried, string>>) =>
    setQuery(
      { section: 'matrix', ...(environment && { environment }), ...next },
      { replace: true },
    );
  return {
    ...{ places, environment, tried, loaded, go },
    environments: places.value ?? known?.environments ?? [],
  };
}

function Tools(props: { place: ReturnType<typeof usePlace> }) {
  const { environments, environment = '', loaded, go } = props.place;
  const { value } = loaded;
  const classes = useStyles();
  const t = useWords();
  const rows = value && (value.cells.length || hiddenIn(value, t).length);
  return (
    <div className={classes.tools}>
      <Segmented
        label={t('matrix.environment')}
        items={environments.map(id => ({ id, label: id }))}
        selected={environment}
        onSelect={id => go({ environment: id })}
      />
      <ActButton
        look="outlined"
        size="small"
        disabledBecause={rows ? undefined : t('matrix.nothing')}
        onClick={() =>
          value &&
          download(`contracts-${environment}.csv`, matrixToCsv(value, t))
        }
      >
        {t('matrix.export')}
      </ActButton>
    </div>
  );
}

/** Whether what lives in an environment fits together, and what would be. */
export function MatrixSection() {
  const t = useWords();
  const place = usePlace();
  const { places, environment, tried, loaded, go } = place;
  const { value } = loaded;
  const isLoading = environment ? loaded.loading : places.loading;
  return (
    <>
      <Failure loaded={environment ? loaded : places} />
      {value?.liveProblem ? (
        <Chip
          wrap
          tone="stale"
          icon="cloudOff"
          label={t('failure.live', { cause: value.liveProblem })}
        />
      ) : undefined}
      <Card title={t('matrix.title')} beside={<Tools place={place} />}>
        {isLoading ? (
          <LoadingRows label={t('failure.loading')} rows={6} height={44} />
        ) : undefined}
        {places.value && !environment ? (
          <p>{t('matrix.stagesNone')}</p>
        ) : undefined}
        {value && environment ? (
          <Fits
            {...{ matrix: value, environment, tried }}
            onTry={next => go(next ? { ...next } : {})}
          />
        ) : undefined}
      </Card>
    </>
  );
}
