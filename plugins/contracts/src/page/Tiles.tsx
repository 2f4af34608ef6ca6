import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ContractGap } from '@slipway/backstage-plugin-contracts-common';
import {
  focusRing,
  type IconName,
  StateWord,
  type ToneName,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { type ContractsWords, useWords } from '../translation';

/** How each gap looks and is called. */
export const GAP_LOOKS: Readonly<
  Record<
    ContractGap,
    { tone: ToneName; icon: IconName; word(t: ContractsWords): string }
  >
> = {
  'would-break': {
    ...{ tone: 'critical', icon: 'error' },
    word: t => t('gap.wouldBreak'),
  },
  'bump-too-small': {
    ...{ tone: 'warning', icon: 'problem' },
    word: t => t('gap.bumpTooSmall'),
  },
  overdue: {
    ...{ tone: 'warning', icon: 'event' },
    word: t => t('gap.overdue'),
  },
  'no-contract': {
    ...{ tone: 'warning', icon: 'problem' },
    word: t => t('gap.noContract'),
  },
  'no-owner': {
    ...{ tone: 'warning', icon: 'problem' },
    word: t => t('gap.noOwner'),
  },
  'unknown-consumers': {
    ...{ tone: 'idle', icon: 'help' },
    word: t => t('gap.unknownConsumers'),
  },
  unreadable: {
    ...{ tone: 'idle', icon: 'help' },
    word: t => t('gap.unreadable'),
  },
  'changed-without-version': {
    ...{ tone: 'warning', icon: 'problem' },
    word: t => t('gap.changedWithoutVersion'),
  },
};

const HELP: Partial<Record<ContractGap, (t: ContractsWords) => string>> = {
  'would-break': t => t('gap.wouldBreakHelp'),
  'bump-too-small': t => t('gap.bumpTooSmallHelp'),
  overdue: t => t('gap.overdueHelp'),
  'no-contract': t => t('gap.noContractHelp'),
  'no-owner': t => t('gap.noOwnerHelp'),
  'unknown-consumers': t => t('gap.unknownConsumersHelp'),
};

const SHOWN = Object.keys(HELP) as ContractGap[];

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    tiles: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
      gap: 12,
      marginBottom: 16,
    },
    tile: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      alignItems: 'center',
      alignContent: 'start',
      justifyContent: 'start',
      gap: '0 12px',
      padding: '12px 16px',
      textAlign: 'left',
      borderRadius: 8,
      border: '1px solid transparent',
      background: theme.palette.background.paper,
      color: theme.palette.text.primary,
      '&[aria-pressed=true]': {
        borderColor: tones.accent.mark,
        background: tones.accent.soft,
      },
      '&.Mui-focusVisible': focusRing(theme),
    },
    number: { fontSize: 26, lineHeight: '32px', fontWeight: 650 as 600 },
    help: {
      gridColumn: '1 / -1',
      fontSize: 12,
      lineHeight: '16px',
      color: tones.textSecond,
    },
  };
});

/** How many integration points have each gap; a tile filters. */
export function Tiles(props: {
  gaps: Readonly<Record<ContractGap, number>>;
  selected?: string;
  onSelect(gap: string | undefined): void;
}) {
  const { gaps, selected, onSelect } = props;
  const classes = useStyles();
  const t = useWords();
  return (
    <div role="group" aria-label={t('gap.title')} className={classes.tiles}>
      {SHOWN.map(gap => {
        const { tone, icon, word } = GAP_LOOKS[gap];
        const isOn = gap === selected;
        return (
          <ButtonBase
            key={gap}
            aria-pressed={isOn}
            className={classes.tile}
            onClick={() => onSelect(isOn ? undefined : gap)}
          >
            <span className={classes.number}>{gaps[gap]}</span>
            <StateWord
              tone={gaps[gap] ? tone : 'idle'}
              icon={icon}
              label={word(t)}
            />
            <span className={classes.help}>{HELP[gap]?.(t)}</span>
          </ButtonBase>
        );
      })}
    </div>
  );
}
