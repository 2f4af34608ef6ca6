import { makeStyles } from '@material-ui/core/styles';
import type {
  CheckResult,
  CheckStatus,
} from '@slipway/backstage-plugin-delivery-common';
import {
  type IconName,
  StateWord,
  type ToneName,
} from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

/** How each answer of a check looks; also the order on the screen. */
export const CHECK_LOOKS: Record<
  CheckStatus,
  { tone: ToneName; icon: IconName }
> = {
  block: { tone: 'critical', icon: 'block' },
  unknown: { tone: 'idle', icon: 'help' },
  warn: { tone: 'warning', icon: 'problem' },
  ok: { tone: 'ok', icon: 'checkOutline' },
};

const useStyles = makeStyles({
  root: { display: 'inline-flex', flexWrap: 'wrap', gap: '4px 12px' },
});

/** `2 warnings · 9 ok`, worst first; nothing for what did not occur. */
export function CheckSummary(props: { checks: readonly CheckResult[] }) {
  const classes = useStyles();
  const t = useWords();
  const count = (status: CheckStatus) =>
    props.checks.filter(check => check.status === status).length;
  const words: Record<CheckStatus, (n: number) => string> = {
    block: n => t('check.blockCount', { n: String(n) }),
    unknown: n => t('check.unknownCount', { n: String(n) }),
    warn: n => t('check.warnCount', { count: n }),
    ok: n => t('check.okCount', { n: String(n) }),
  };
  return (
    <span className={classes.root}>
      {(Object.keys(CHECK_LOOKS) as CheckStatus[])
        .filter(status => count(status) > 0)
        .map(status => (
          <StateWord
            key={status}
            {...CHECK_LOOKS[status]}
            label={words[status](count(status))}
          />
        ))}
    </span>
  );
}
