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
    isJudged(matrix) && t('matrix.lead', { environment, summary }),
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

/** Whether what lives in an environment fits together, and what would be. */
export function MatrixSection() {
  const classes = useStyles();
  const t = useWords();
  const [query, setQuery] = useSearchParams();
  const environment = query.get('environment') ?? 'prod';
  const [component, version] = [query.get('component'), query.get('version')];
  const tried = component && version ? { component, version } : undefined;
  const loaded = useLoaded(
    JSON.stringify({ environment, ...tried }),
    (api, options) => api.matrix({ environment, ...tried }, options),
  );
  const { value } = loaded;
  const known = useLast(value);
  const rows = value && (value.cells.length || hiddenIn(value, t).length);
  const go = (next: Record<string, string>) =>
    setQuery({ section: 'matrix', environment, ...next }, { replace: true });
  const beside = (
    <div className={classes.tools}>
      <Segmented
        label={t('matrix.environment')}
        items={(known?.environments ?? []).map(id => ({ id, label: id }))}
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
  return (
    <>
      <Failure loaded={loaded} />
      {value?.liveProblem ? (
        <Chip
          wrap
          tone="stale"
          icon="cloudOff"
          label={t('failure.live', { cause: value.liveProblem })}
        />
      ) : undefined}
      <Card title={t('matrix.title')} beside={beside}>
        {loaded.loading ? (
          <LoadingRows label={t('failure.loading')} rows={6} height={44} />
        ) : undefined}
        {value ? (
          <Fits
            {...{ matrix: value, environment, tried }}
            onTry={next => go(next ? { ...next } : {})}
          />
        ) : undefined}
      </Card>
    </>
  );
}
