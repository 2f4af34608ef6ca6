import type {
  DeployComparison,
  DeploymentHealth,
  Revision,
} from '@slipway/backstage-plugin-delivery-common';
import { formatChange, formatFigure } from '../health/figures';
import type { DeliveryWords } from '../translation';

/** What was measured when a change went live. */
export function comparedAt(
  revision: Revision,
  comparisons: readonly DeployComparison[] = [],
): DeployComparison | undefined {
  return comparisons.find(
    ({ commit, version }) =>
      commit === revision.commit && version === revision.versionAfter,
  );
}

/**
 * The figures that became worse by more than chance; nothing of what stayed as
 * it was.
 */
export function comparisonText(
  { before, after, errors, latency }: DeployComparison,
  t: DeliveryWords,
): string | undefined {
  const figures = [
    {
      name: t('figure.failed'),
      worse: errors.result === 'worse',
      values: [before?.errorRatio, after?.errorRatio],
      unit: 'ratio',
    },
    {
      name: t('figure.latency'),
      worse: latency.result === 'worse',
      values: [before?.p95, after?.p95],
      unit: 'seconds',
    },
  ] as const;
  const texts = figures.flatMap(({ name, worse, values, unit }) => {
    const [was, is] = values;
    return worse && was !== undefined && is !== undefined
      ? [
          t('history.measuredChange', {
            figure: name,
            change: formatChange(was, is, unit, t),
          }),
        ]
      : [];
  });
  return texts.length ? texts.join(' · ') : undefined;
}

/** `Burning: 4.2 % failed`, or the word alone where no figure belongs to it. */
export function troubleLabel(
  word: string,
  health: DeploymentHealth | undefined,
  t: DeliveryWords,
): string {
  const { errorRatio, p95 } = health?.now ?? {};
  const measured =
    health?.status === 'burning' || health?.status === 'over-limit';
  if (measured && health.symptom === 'slow' && p95 !== undefined) {
    return t('measured.slowShort', {
      word,
      p95: formatFigure(p95, 'seconds', t),
    });
  }
  return measured && errorRatio !== undefined
    ? t('measured.failedShort', {
        word,
        share: formatFigure(errorRatio, 'ratio', t),
      })
    : word;
}
