import { makeStyles, type Theme } from '@material-ui/core/styles';
import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import { Card, MONO, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { CopyButton } from '../kit/CopyButton';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  code: {
    margin: '8px 0',
    padding: '10px 12px',
    background: tonesOf(theme).sunken,
    border: `1px solid ${tonesOf(theme).line}`,
    borderRadius: 4,
    fontFamily: MONO,
    fontSize: 12.5,
    lineHeight: '20px',
    overflowX: 'auto',
  },
}));

/** Says what to do when nothing belongs to the component. */
export function EmptyDeployments(props: { component: string }) {
  const { component } = props;
  const classes = useStyles();
  const t = useWords();
  const annotation = [
    'metadata:',
    '  annotations:',
    `    ${DELIVERY_ANNOTATIONS.argocdAppName}: ${component}`,
  ].join('\n');
  return (
    <Card title={t('empty.title')}>
      <p>{t('empty.text', { component })}</p>
      <pre className={classes.code}>{annotation}</pre>
      <CopyButton text={() => annotation}>{t('empty.copy')}</CopyButton>
    </Card>
  );
}
