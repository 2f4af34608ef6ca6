import { useApi } from '@backstage/core-plugin-api';
import type {
  DeployedVersion,
  ExpectedState,
  Operation,
  OperationRequest,
  OperationSummary,
  OperationType,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { useRef, useState } from 'react';
import { deliveryApiRef } from '../api/DeliveryApi';
import { failureKind, failureMessage } from '../api/errors';
import { useVersions } from '../deployments/useSuggestion';
import type { SeenDeployment } from '../health/SeenDeployment';
import { useNow } from '../time/Clock';
import { useWords } from '../translation';
import { gate, NO_ANSWER, shownChecks } from './gate';
import { createIdempotencyKeys } from './idempotency';
import { evidenceReason, oneLine } from './reason';
import { isBlockedByVersion, useAlternative } from './useAlternative';
import { useMovedFolder } from './useMovedFolder';
import { usePreflight, type PreflightRun } from './usePreflight';

/** What the person pressed. */
export interface RollbackAsk {
  type: OperationType;
  deployment: SeenDeployment;
  /** Version that was named where it was pressed. */
  version?: string;
  undoes?: OperationSummary;
}

function pickTarget(
  ask: RollbackAsk,
  chosen: string | undefined,
  versions: readonly DeployedVersion[] | undefined,
  current: string,
): string | undefined {
  const suggested = versions?.find(v => v.suggested && !v.unusable)?.version;
  const target = chosen ?? ask.version ?? suggested;
  return target === current ? undefined : target;
}

function useChoice(ask: RollbackAsk) {
  const { desired } = ask.deployment;
  const [expected, setExpected] = useState<ExpectedState>({
    version: desired.version ?? '',
    commit: desired.commit,
  });
  const [chosen, setChosen] = useState<string>();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const versions = useVersions(ask.deployment);
  const target = pickTarget(ask, chosen, versions.value, expected.version);
  return {
    expected,
    versions,
    target,
    accepted,
    choose: (version: string) => {
      setChosen(version);
      setAccepted(new Set());
    },
    accept: (id: string, on: boolean) =>
      setAccepted(old => {
        const next = new Set(old);
        if (on) {
          next.add(id);
        } else {
          next.delete(id);
        }
        return next;
      }),
    takeNewState: (current: NonNullable<Preflight['current']>) => {
      setExpected({ version: current.version, commit: current.commit });
      setAccepted(new Set());
      versions.refresh();
    },
  };
}

/** Sends the request once, however often it is pressed. */
function useSending(
  onStarted: (operation: Operation) => void,
  onConflict: () => void,
) {
  const api = useApi(deliveryApiRef);
  const keys = useRef(createIdempotencyKeys());
  const busy = useRef(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const send = async (request: OperationRequest) => {
    // A second click comes before the first one has been drawn.
    if (busy.current) {
      return;
    }
    busy.current = true;
    setSending(true);
    setFailure(undefined);
    try {
      const idempotencyKey = keys.current(request);
      onStarted(await api.startOperation(request, { idempotencyKey }));
    } catch (error) {
      setFailure(failureMessage(error));
      if (failureKind(error) === 'conflict') {
        onConflict();
      }
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { send, sending, failure };
}

/** What may be pressed, and why not, from all that is known. */
function useGate(
  ask: RollbackAsk,
  choice: ReturnType<typeof useChoice>,
  run: PreflightRun,
  reason: string,
) {
  const t = useWords();
  const { target, accepted, versions } = choice;
  const checks = shownChecks(run, t);
  const current = run.pending ? undefined : run.value?.current;
  // An undo brings back exactly what the rollback took away; the checks say
  // whether that still may be.
  const unusable =
    ask.type === 'rollback'
      ? versions.value?.find(v => v.version === target)?.unusable
      : undefined;
  const refusal = gate(
    {
      target,
      unusable,
      reason,
      checks,
      waiting: run.pending && !run.slow,
      accepted,
      current,
      loadingVersions: versions.loading,
    },
    t,
  );
  return { checks, current, refusal };
}

/** What the person writes; the evidence stands there already. */
function useWriting({ deployment, undoes }: RollbackAsk) {
  const t = useWords();
  const now = useNow();
  const [reason, setReason] = useState(() =>
    evidenceReason(deployment, undoes, now, t),
  );
  const [incident, setIncident] = useState('');
  return { reason, setReason, incident, setIncident };
}

/** State of the rollback dialog. */
export function useRollback(
  ask: RollbackAsk,
  onStarted: (operation: Operation) => void,
) {
  const choice = useChoice(ask);
  const { deployment } = ask;
  const { expected, target, accepted } = choice;
  const run = usePreflight(deployment.id, target, expected);
  useMovedFolder(deployment, expected.commit, run.rerun);
  const sending = useSending(onStarted, run.rerun);
  const writing = useWriting(ask);
  const { reason, incident } = writing;
  const gated = useGate(ask, choice, run, oneLine(reason));
  const isBlocked =
    ask.type === 'rollback' && !run.pending && isBlockedByVersion(gated.checks);
  const alternative = useAlternative({
    ...{ deploymentId: deployment.id, expected },
    blocked: isBlocked ? target : undefined,
    versions: choice.versions.value ?? [],
  });
  const confirm = () => {
    if (gated.refusal || !target) {
      return;
    }
    const accept = [...accepted].filter(id => id !== NO_ANSWER);
    sending.send({
      type: ask.type,
      deploymentId: deployment.id,
      version: target,
      expected,
      reason: oneLine(reason),
      incident: oneLine(incident) || undefined,
      accept: accept.length ? accept : undefined,
      undoes: ask.undoes?.id,
    });
  };
  return {
    ...choice,
    ...gated,
    run,
    alternative,
    /** Those of another version would be a wrong promise. */
    changes: run.value?.version === target ? (run.value?.changes ?? []) : [],
    ...writing,
    confirm,
    sending: sending.sending,
    failure: sending.failure,
  };
}

/** Everything the parts of the dialog need. */
export type Rollback = ReturnType<typeof useRollback>;
