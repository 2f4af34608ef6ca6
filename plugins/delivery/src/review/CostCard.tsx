import { makeStyles, type Theme } from '@material-ui/core/styles';
import { Card, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useFormsSettings } from '../fields/kit/useForms';
import {
  priceListWords,
  priceWords,
  quotaWords,
} from '../fields/plan/planWords';
import { useWords } from '../translation';

const useStyles = makeStyles<Theme>(theme => ({
  row: { display: 'flex', flexWrap: 'wrap', gap: '4px 24px', marginTop: 8 },
  price: { fontSize: 22, lineHeight: '28px', fontWeight: 650 as 600 },
  second: {
    fontSize: 13,
    lineHeight: '18px',
    color: tonesOf(theme).textSecond,
  },
}));

/** What the chosen plan allows and costs; nothing where neither is configured. */
export function CostCard(props: { plan: string }) {
  const classes = useStyles();
  const t = useWords();
  const { value: settings } = useFormsSettings();
  const plan = settings?.plans.find(({ name }) => name === props.plan);
  if (!plan) return null;
  const price = priceWords(plan);
  const list = priceListWords(settings?.priceList, t);
  return (
    <Card title={t('review.cost')}>
      <div className={classes.row}>
        <div>
          <div className={classes.price}>{price ?? t('review.noPrice')}</div>
          <div className={classes.second}>
            {price ? t('review.aMonth') : t('fields.planNoPrice')}
          </div>
        </div>
        <div className={classes.second}>
          <div>{`${plan.title}: ${quotaWords(plan, t)}`}</div>
          {price && list ? <div>{list}</div> : undefined}
        </div>
      </div>
    </Card>
  );
}
