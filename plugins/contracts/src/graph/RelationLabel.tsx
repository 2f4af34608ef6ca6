import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { EntityEdge } from '@backstage/plugin-catalog-graph';
import { tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';
import { useRelationState } from './GraphStates';

const useStyles = makeStyles<Theme>(theme => ({
  text: { fill: theme.palette.text.primary },
  second: { fill: tonesOf(theme).textSecond },
  breaks: { fill: tonesOf(theme).critical.text, fontWeight: 650 as 600 },
  unknown: { fill: tonesOf(theme).idle.text, fontWeight: 650 as 600 },
  risky: { fill: tonesOf(theme).warning.text, fontWeight: 650 as 600 },
  untouched: { fill: tonesOf(theme).idle.text },
  fine: { fill: tonesOf(theme).ok.text },
}));

const PROVIDES = /provide/i;

/** The kind of a relation, and what stands with the contract that it is about. */
export function RelationLabel(props: { edge: EntityEdge }) {
  const { from, to, relations } = props.edge;
  const isProvider = relations.some(each => PROVIDES.test(each));
  const state = useRelationState(from, to, isProvider);
  const classes = useStyles();
  const t = useWords();
  return (
    <text textAnchor="middle" className={classes.text}>
      {relations.map((relation, index) => (
        <tspan key={relation} className={index % 2 ? classes.second : ''}>
          {index ? ` / ${relation}` : relation}
        </tspan>
      ))}
      {state ? (
        <tspan x="0" dy="1.3em" className={classes[state]}>
          {t(`graph.${state}`)}
        </tspan>
      ) : undefined}
    </text>
  );
}

/** Draws the label of a relation in a graph of the catalog. */
export const renderRelationLabel = (props: { edge: EntityEdge }) => (
  <RelationLabel {...props} />
);
