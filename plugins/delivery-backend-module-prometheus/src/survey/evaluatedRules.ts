import type {
  HealthAlert,
  SloState,
} from '@slipway/backstage-plugin-delivery-common';
import { activeAlerts } from '../alerts/activeAlerts';
import { matchAlerts } from '../alerts/matchAlerts';
import { readSilences, type SilenceOf } from '../alerts/silences';
import type { Detected } from '../detection/ProfileDetector';
import { graphUrl } from '../links/linksOf';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { readDeclaredSlos, SLO_QUERY } from '../slo/declaredSlos';
import { matchSlos } from '../slo/matchSlos';
import { toSloState } from '../slo/toSloState';

/** What the rules of a server say of deployments, by id. */
export interface EvaluatedRules {
  alerts: ReadonlyMap<string, HealthAlert[]>;
  slos: ReadonlyMap<string, SloState[]>;
  /** What could not be read: its absence says nothing. */
  problems: string[];
}

interface Part<T> {
  value: T;
  problems: string[];
}

/** Reads alerts and objectives; one that cannot be read takes nothing from the other, nor from figures. */
export async function evaluatedRules(
  access: ServerAccess,
  detected: readonly Detected[],
  now: number,
  asker: Asker,
): Promise<EvaluatedRules> {
  const [alerts, slos] = await Promise.all([
    readAlerts(access, detected, asker),
    orProblem(asker, 'Objectives that rules compute are not known', [], () =>
      access.wholeAt(SLO_QUERY, now, asker).then(readDeclaredSlos),
    ),
  ]);
  const owned = [...matchSlos(slos.value, detected)];
  return {
    alerts: alerts.value,
    slos: new Map(owned.map(([id, some]) => [id, some.map(toSloState)])),
    problems: [...alerts.problems, ...slos.problems],
  };
}

async function readAlerts(
  access: ServerAccess,
  detected: readonly Detected[],
  asker: Asker,
): Promise<Part<Map<string, HealthAlert[]>>> {
  const { api, server, freshMs } = access;
  const options = { ...asker, ttlMs: freshMs };
  const active = await orProblem(
    asker,
    'Alerts are not known',
    undefined,
    () => (server.alerts ? activeAlerts(api, options) : undefined),
  );
  if (!active.value?.length) {
    return { value: new Map(), problems: active.problems };
  }
  const silences = await readSilencesOf(access, asker);
  const { externalUrl } = server;
  const value = matchAlerts(active.value, detected, {
    silenceOf: silences.value,
    urlOf: query => externalUrl && graphUrl(externalUrl, query),
  });
  return { value, problems: silences.problems };
}

/** Without its Alertmanager an alert is told as one that nobody silenced. */
function readSilencesOf(
  { alertmanager, freshMs, logger, server }: ServerAccess,
  { alertmanagerHeaders: headers, signal }: Asker,
): Promise<Part<SilenceOf>> {
  return orProblem(
    { signal },
    'Silences are not known, so alerts are told as if nobody silenced them',
    () => undefined,
    async () => {
      if (!alertmanager) {
        return () => undefined;
      }
      if (!headers) {
        throw new Error(
          `A header of the Alertmanager of ${server.title} cannot be filled in. Check delivery.prometheus.servers.`,
        );
      }
      return readSilences(alertmanager, { headers, signal, ttlMs: freshMs });
    },
    reason => logger.warn('Silences cannot be read', { reason }),
  );
}

async function orProblem<T>(
  { signal }: Pick<Asker, 'signal'>,
  sentence: string,
  otherwise: T,
  read: () => Promise<T> | T,
  tell?: (reason: string) => void,
): Promise<Part<T>> {
  try {
    return { value: await read(), problems: [] };
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    const { message } = error as Error;
    tell?.(message);
    return { value: otherwise, problems: [`${sentence}. ${message}`] };
  }
}
