import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ContractDetail,
  ContractVersion,
} from '@slipway/backstage-plugin-contracts-common';
import {
  Card,
  Chip,
  LoadingRows,
  Stack,
} from '@slipway/backstage-plugin-kit-react';
import { useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useLoaded } from '../state/useLoaded';
import { useWords } from '../translation';
import { ChangesCard } from './ChangesCard';
import { ConsumersCard } from './ConsumersCard';
import { DeprecationsCard } from './DeprecationsCard';
import { Failure } from './Failure';
import { Hero } from './Hero';
import { SimulatedChip } from './SimulatedChip';
import { VersionsCard } from './VersionsCard';

/** The pair to compare: from the address, else the newest and what it follows. */
export function pairOf(
  query: URLSearchParams,
  detail: ContractDetail,
  versions: readonly ContractVersion[],
): { from: string; to: string } | undefined {
  const names = versions.map(({ version }) => version);
  const known = (name: string | null) =>
    name !== null && names.includes(name) ? name : undefined;
  const to = known(query.get('to')) ?? detail.latest?.version;
  const { latest } = detail;
  // The newest one may be held against what customers have, not against the one before it.
  const target =
    to === latest?.version
      ? latest
      : versions.find(({ version }) => version === to);
  const from =
    known(query.get('from')) ?? known(target?.judgement?.baseline ?? null);
  return from && to ? { from, to } : undefined;
}

/** Versions that the address names and that there are not. */
function strangersOf(
  query: URLSearchParams,
  versions: readonly ContractVersion[],
): string[] {
  const names = versions.map(({ version }) => version);
  return ['from', 'to']
    .flatMap(key => query.get(key) ?? [])
    .filter(name => !names.includes(name));
}

function Changes(props: {
  entityRef: string;
  detail: ContractDetail;
  versions: readonly ContractVersion[];
}) {
  const { entityRef, detail, versions } = props;
  const t = useWords();
  const [query, setQuery] = useSearchParams();
  const pair = pairOf(query, detail, versions);
  const strangers = strangersOf(query, versions);
  if (!pair) {
    return (
      <Card title={t('changes.title')}>
        <p>{t(versions.length ? 'changes.first' : 'versions.none')}</p>
      </Card>
    );
  }
  return (
    <>
      {strangers.length ? (
        <p role="status">
          {t('changes.strangers', { versions: strangers.join(', '), ...pair })}
        </p>
      ) : undefined}
      <ChangesCard
        {...{ entityRef, ...pair }}
        blind={detail.liveProblem !== undefined}
        versions={versions.map(({ version }) => version)}
        onChange={next => setQuery(next, { replace: true })}
      />
    </>
  );
}

function Loading() {
  const t = useWords();
  return (
    <Card label={t('failure.loading')}>
      <LoadingRows label={t('failure.loading')} rows={4} height={52} />
    </Card>
  );
}

/** All about one contract: what breaks whom, versions, changes, consumers, what goes away. */
export function ContractTab() {
  const { entity } = useEntity();
  const t = useWords();
  const entityRef = stringifyEntityRef(entity);
  const changes = useRef<HTMLDivElement>(null);
  const loaded = useLoaded(entityRef, async (api, options) => {
    const [detail, { items }, consumers] = await Promise.all([
      api.contract(entityRef, options),
      api.versions(entityRef, options),
      api.consumers(entityRef, {}, options),
    ]);
    return { detail, versions: items, consumers };
  });
  const { value, loading } = loaded;
  const see = () => {
    changes.current?.scrollIntoView({ block: 'start' });
    changes.current?.focus();
  };
  return (
    <Stack>
      <SimulatedChip />
      <Failure loaded={loaded} />
      {loading ? <Loading /> : undefined}
      {value ? (
        <>
          {value.detail.liveProblem ? (
            <Chip
              wrap
              tone="stale"
              icon="cloudOff"
              label={t('failure.live', { cause: value.detail.liveProblem })}
            />
          ) : undefined}
          <Hero detail={value.detail} onSeeChange={see} />
          <VersionsCard versions={value.versions} />
          <div ref={changes} tabIndex={-1}>
            <Changes {...{ entityRef, ...value }} />
          </div>
          <ConsumersCard page={value.consumers} />
          <DeprecationsCard
            deprecations={value.detail.deprecations}
            blind={value.detail.liveProblem !== undefined}
          />
        </>
      ) : undefined}
    </Stack>
  );
}
