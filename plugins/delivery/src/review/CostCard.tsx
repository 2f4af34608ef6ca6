import { useApi } from '@backstage/core-plugin-api';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type {
  PlanOffer,
  RoomResponse,
} from '@slipway/backstage-plugin-delivery-common';
import {
  Card,
  LoadingRows,
  StateWord,
  tonesOf,
} from '@slipway/backstage-plugin-kit-react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureMessage } from '../api/errors';
import { type Asked, useAsked } from '../fields/kit/useAsked';
import { useFormsSettings } from '../fields/kit/useForms';
import {
  priceListWords,
  priceWords,
  quotaWords,
} from '../fields/plan/planWords';
import { useWords } from '../translation';
import { fitOf, roomFor, withQuota } from './room';
import { RoomBars } from './RoomBars';

const useStyles = makeStyles<Theme>(theme => {
  const tones = tonesOf(theme);
  return {
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '4px 24px',
      marginTop: 12,
      paddingTop: 12,
      borderTop: `1px solid ${tones.line}`,
    },
    price: { fontSize: 22, lineHeight: '28px', fontWeight: 650 as 600 },
    second: { fontSize: 13, lineHeight: '18px', color: tones.textSecond },
  };
});

/** Whether it fits, in a word with an icon. */
function FitWord(props: { plan: PlanOffer; asked: Asked<RoomResponse> }) {
  const { plan, asked } = props;
  const t = useWords();
  if (asked.loading) return null;
  const rooms = asked.value?.items ?? [];
  const fits = rooms.map(room => ({
    ...{ cluster: room.cluster, ...fitOf(roomFor(plan, room), room) },
  }));
  const full = fits.find(({ fit }) => fit === 'full');
  if (full) {
    const amounts = full.full.map(name => t(`tenantQuota.${name}`)).join(', ');
    return (
      <StateWord
        tone="warning"
        icon="problem"
        label={t('review.full', { cluster: full.cluster, amounts })}
      />
    );
  }
  return fits.length && fits.every(({ fit }) => fit === 'fits') ? (
    <StateWord
      tone="ok"
      icon="check"
      label={t('review.fits', {
        cluster: fits.map(({ cluster }) => cluster).join(', '),
      })}
    />
  ) : (
    <StateWord tone="idle" icon="help" label={t('review.fitUnknown')} />
  );
}

/** The room of each cluster, or why it is not known. */
function Rooms(props: { plan: PlanOffer; asked: Asked<RoomResponse> }) {
  const { plan, asked } = props;
  const classes = useStyles();
  const t = useWords();
  if (asked.loading) {
    return <LoadingRows label={t('review.roomLooking')} rows={1} height={40} />;
  }
  const problem = asked.error
    ? t('review.roomFailed', { cause: failureMessage(asked.error) })
    : asked.value?.problem;
  return (
    <>
      {asked.value?.items.map(room => (
        <RoomBars key={room.cluster} {...{ plan, room }} />
      ))}
      {problem ? (
        <p className={classes.second}>{t('review.roomProblem', { problem })}</p>
      ) : undefined}
    </>
  );
}

function Cost(props: { plan: PlanOffer; list: string | undefined }) {
  const { plan, list } = props;
  const classes = useStyles();
  const t = useWords();
  const price = priceWords(plan);
  return (
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
  );
}

/** What the chosen plan takes of the cluster, and what it costs. */
export function CostCard(props: {
  plan: string;
  environment?: string;
  /** One that stands where the new one will. */
  tenant?: string;
  /** Amounts that are named in place of the plan's. */
  quota?: unknown;
}) {
  const { environment, tenant } = props;
  const delivery = useApi(deliveryApiRef);
  const t = useWords();
  const settings = useFormsSettings();
  const asked = useAsked(`${environment} ${tenant}`, options =>
    delivery.room({ environment, tenant }, options),
  );
  const offer = settings.value?.plans.find(({ name }) => name === props.plan);
  if (!offer) {
    const cause = settings.error && failureMessage(settings.error);
    const words = cause
      ? t('review.costFailed', { cause })
      : t('review.planUnknown', { plan: props.plan });
    return (
      <Card title={t('review.cost')}>
        {settings.loading ? (
          <LoadingRows label={t('review.costLooking')} rows={2} height={28} />
        ) : (
          <StateWord tone="idle" icon="help" label={words} />
        )}
      </Card>
    );
  }
  const plan = withQuota(offer, props.quota);
  return (
    <Card title={t('review.cost')} beside={<FitWord {...{ plan, asked }} />}>
      <Rooms {...{ plan, asked }} />
      <Cost plan={plan} list={priceListWords(settings.value?.priceList, t)} />
    </Card>
  );
}
