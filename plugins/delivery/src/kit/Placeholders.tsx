import { LoadingRows } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

/** Keeps the place of rows that are still loading, so that nothing jumps. */
export function RowPlaceholders(props: { rows: number; height: number }) {
  const t = useWords();
  return <LoadingRows label={t('failure.loading')} {...props} />;
}
