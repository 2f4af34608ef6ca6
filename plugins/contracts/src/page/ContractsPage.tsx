import { makeStyles, type Theme } from '@material-ui/core/styles';
import {
  focusRing,
  TitledPage,
  tonesOf,
  touch,
} from '@slipway/backstage-plugin-kit-react';
import type { KeyboardEvent } from 'react';
import { useSearchParams } from 'react-router-dom';
import { SimulatedChip } from '../contract/SimulatedChip';
import { useWords } from '../translation';
import { ExceptionsSection } from '../exceptions/ExceptionsSection';
import { MatrixSection } from './MatrixSection';
import { PointsSection } from './PointsSection';
import { RulesSection } from './RulesSection';

const SECTIONS = ['points', 'matrix', 'rules', 'exceptions'] as const;
type Section = (typeof SECTIONS)[number];

const useStyles = makeStyles<Theme>(theme => ({
  tabs: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 20px',
    marginBottom: 16,
    borderBottom: `1px solid ${tonesOf(theme).line}`,
  },
  tab: {
    padding: '8px 0',
    font: 'inherit',
    fontWeight: 500,
    color: tonesOf(theme).textSecond,
    background: 'none',
    border: 0,
    borderBottom: '2px solid transparent',
    cursor: 'pointer',
    '&[aria-selected=true]': {
      color: theme.palette.text.primary,
      fontWeight: 650 as 600,
      borderBottomColor: theme.palette.text.primary,
    },
    '&:focus-visible': focusRing(theme),
    [touch]: { minHeight: 44 },
  },
}));

function sectionOf(query: URLSearchParams): Section {
  const asked = query.get('section');
  return SECTIONS.find(each => each === asked) ?? 'points';
}

function Tabs(props: { selected: Section; onSelect(section: Section): void }) {
  const { selected, onSelect } = props;
  const classes = useStyles();
  const t = useWords();
  const move = (event: KeyboardEvent) => {
    const at = SECTIONS.indexOf(selected);
    const places: Record<string, number> = {
      ...{ ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 },
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    const next = SECTIONS.at(places[event.key] % SECTIONS.length)!;
    onSelect(next);
    document.getElementById(`contracts-tab-${next}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={t('page.sections')}
      className={classes.tabs}
    >
      {SECTIONS.map(section => (
        <button
          key={section}
          type="button"
          role="tab"
          id={`contracts-tab-${section}`}
          aria-selected={section === selected}
          aria-controls="contracts-section"
          tabIndex={section === selected ? 0 : -1}
          className={classes.tab}
          onClick={() => onSelect(section)}
          onKeyDown={move}
        >
          {t(`page.${section}`)}
        </button>
      ))}
    </div>
  );
}

const VIEWS = {
  ...{ points: PointsSection, matrix: MatrixSection },
  ...{ rules: RulesSection, exceptions: ExceptionsSection },
} as const;

/** Where an organisation stands with its contracts. */
export function ContractsPage() {
  const t = useWords();
  const [query, setQuery] = useSearchParams();
  const section = sectionOf(query);
  const View = VIEWS[section];
  return (
    <TitledPage title={t('page.title')} beside={<SimulatedChip />}>
      <Tabs
        selected={section}
        onSelect={next => setQuery(next === 'points' ? {} : { section: next })}
      />
      <div
        role="tabpanel"
        id="contracts-section"
        aria-labelledby={`contracts-tab-${section}`}
      >
        <View />
      </div>
    </TitledPage>
  );
}
