import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  PreviewCheck,
  TemplatePreview,
} from '@slipway/backstage-plugin-delivery-common';
import {
  ActButton,
  Card,
  type IconName,
  narrow,
  StateIcon,
  tonesOf,
  type ToneName,
  visuallyHidden,
} from '@slipway/backstage-plugin-kit-react';
import { useId } from 'react';
import { formatClock, formatDuration } from '../time/format';
import { useWords } from '../translation';

const LOOKS: Record<PreviewCheck['status'], [ToneName, IconName]> = {
  ok: ['ok', 'checkOutline'],
  warn: ['warning', 'problem'],
  unknown: ['idle', 'help'],
};

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    checks: {
      listStyle: 'none',
      margin: '8px 0 0',
      padding: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
      gap: '8px 24px',
      '& > li': { display: 'flex', gap: 8 },
    },
    ok: { color: tones.ok.mark },
    warn: { color: tones.warning.mark },
    unknown: { color: tones.idle.mark },
    hidden: visuallyHidden,
    second: { color: tones.textSecond, fontSize: 13 },
    foot: {
      display: 'flex',
      alignItems: 'center',
      gap: 16,
      marginTop: 14,
      paddingTop: 14,
      borderTop: `1px solid ${tones.line}`,
      [narrow]: { flexWrap: 'wrap' },
    },
    usual: { flex: 1, color: tones.textSecond, fontSize: 13 },
    accept: { display: 'flex', gap: 8, alignItems: 'center', marginTop: 12 },
    tick: { accentColor: theme.palette.primary.main, width: 18, height: 18 },
  };
});

function CheckList(props: { checks: readonly PreviewCheck[] }) {
  const classes = useStyles();
  const t = useWords();
  const order = ['unknown', 'warn', 'ok'];
  const checks = [...props.checks].sort(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status),
  );
  return (
    <ul className={classes.checks}>
      {checks.map(({ status, message }) => (
        <li key={message}>
          <StateIcon name={LOOKS[status][1]} className={classes[status]} />
          <span>
            <span
              className={classes.hidden}
            >{`${t(`check.${status}`)}: `}</span>
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What was looked at, and the button that does it. */
export function ChecksCard(props: {
  preview?: TemplatePreview;
  /** Asked for when it could not be tried. */
  accept?: { checked: boolean; onChange(checked: boolean): void };
  createLabel: string;
  disabledBecause?: string;
  onBack(): void;
  onCreate(): void;
}) {
  const { preview, accept, disabledBecause } = props;
  const classes = useStyles();
  const t = useWords();
  const id = useId();
  const usual = preview?.usualTime;
  return (
    <Card
      title={t('review.before', { act: props.createLabel })}
      beside={
        preview ? (
          <span className={classes.second}>
            {t('review.checked', {
              time: formatClock(Date.parse(preview.checkedAt)),
            })}
          </span>
        ) : undefined
      }
    >
      <CheckList checks={preview?.checks ?? []} />
      {accept ? (
        <label className={classes.accept}>
          <input
            type="checkbox"
            className={classes.tick}
            checked={accept.checked}
            onChange={({ target }) => accept.onChange(target.checked)}
          />
          {t('review.accept')}
        </label>
      ) : undefined}
      <div className={classes.foot}>
        <ActButton look="outlined" onClick={props.onBack}>
          {t('review.back')}
        </ActButton>
        <span id={id} className={classes.usual}>
          {disabledBecause ??
            (usual
              ? t('review.usual', {
                  ...{
                    time: formatDuration(usual.seconds, t),
                    count: usual.runs,
                  },
                })
              : t('review.usualUnknown'))}
        </span>
        <ActButton
          look="filled"
          size="large"
          {...{ disabledBecause, describedBy: id }}
          onClick={props.onCreate}
        >
          {props.createLabel}
        </ActButton>
      </div>
    </Card>
  );
}
