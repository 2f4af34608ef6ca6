import { newApplication } from '../reconcile/beginning';
import type { SandboxCluster } from '../reconcile/places';
import { addPod, markReady } from '../reconcile/SimulatedWorkload';
import { RunningService } from '../services/RunningService';

/** A version in a folder, from when it served to when another one did. */
export interface ServedVersion {
  cluster: SandboxCluster;
  folder: string;
  component: string;
  image: string;
  from: Date;
  /** Absent while it still serves. */
  to?: Date;
}

/** How often counters were read in a part of the past. */
export interface Density {
  /** Seconds before now. */
  from: number;
  to: number;
  /** Seconds between two readings. */
  step: number;
}

function serviceOf(served: ServedVersion, from: Date): RunningService {
  const { cluster, folder, component, image } = served;
  const application = newApplication(cluster, folder, from);
  const workload = {
    component,
    image,
    replicas: 1,
    hash: 'past',
    requests: {},
  };
  markReady(addPod(application, workload, from));
  return new RunningService(application, cluster, from);
}

/** Unix times in seconds at which a version's counters were read. */
function readings(
  served: ServedVersion,
  now: Date,
  densities: readonly Density[],
): number[] {
  const end = Math.floor(now.getTime() / 1000);
  const from = served.from.getTime() / 1000;
  const to = (served.to ?? now).getTime() / 1000;
  const times: number[] = [];
  for (const density of densities) {
    const stop = end - density.to;
    for (let at = end - density.from; at < stop; at += density.step) {
      if (at >= from && at <= to) {
        times.push(at);
      }
    }
  }
  return times;
}

/** Instance and job as the server adds them when it reads a service itself. */
export function scrapeLabels(folder: string): string {
  return `instance="${folder}",job="services"`;
}

function stamped(lines: string[], labels: string, at: number): string {
  return lines
    .map(line => `${line.replace('{', `{${labels},`)} ${at}\n`)
    .join('');
}

type LinesOf = (service: RunningService) => string[];

function* family(
  all: readonly ServedVersion[],
  timesOf: (served: ServedVersion) => number[],
  linesOf: LinesOf,
): Generator<string> {
  for (const served of all) {
    const times = timesOf(served);
    const [first] = times;
    if (first !== undefined) {
      const service = serviceOf(served, new Date(first * 1000));
      const labels = scrapeLabels(served.folder);
      for (const at of times) {
        service.advance(new Date(at * 1000));
        yield stamped(linesOf(service), labels, at);
      }
    }
  }
}

/**
 * What a server would have read of services in the past, in the OpenMetrics
 * text format (https://prometheus.io/docs/specs/om/open_metrics_spec/).
 *
 * @param densities - parts of the past for a version, oldest first
 * @param callDensities - the same for what services sent to each other
 */
export function* openMetricsHistory(
  all: readonly ServedVersion[],
  now: Date,
  densities: (served: ServedVersion) => readonly Density[],
  callDensities: readonly Density[] = [],
): Generator<string> {
  const timesOf = (served: ServedVersion) =>
    readings(served, now, densities(served));
  yield '# TYPE http_requests counter\n';
  yield* family(all, timesOf, service => service.requestLines());
  yield '# TYPE http_request_duration_seconds histogram\n';
  yield* family(all, timesOf, service => service.durationLines());
  yield '# TYPE response counter\n';
  yield* family(
    all,
    // Versions are not told apart, and no moment may have two readings.
    served =>
      readings(served, now, callDensities).filter(
        at => !served.to || at * 1000 < served.to.getTime(),
      ),
    service => service.callLines(),
  );
  yield '# EOF\n';
}
