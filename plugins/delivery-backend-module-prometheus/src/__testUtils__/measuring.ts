import { json, vector, type Script } from './scriptedServer';

const METRIC = 'http_requests_total';

/** Finds every service that is asked for, and counts ten requests for each. */
export function measuring(limit = Infinity): Script {
  return (response, received) => {
    if (received.path.endsWith('/rules')) {
      json({ status: 'success', data: { groups: [] } })(response, received);
      return;
    }
    const query = received.parameters.get('query') ?? '';
    const services = [...new Set(query.match(/svc-\d+/g))];
    if (query.includes('increase') && services.length > limit) {
      json({ status: 'error', error: 'too many samples' }, 422)(
        response,
        received,
      );
      return;
    }
    const { parameters } = received;
    const time = Number(parameters.get('time') ?? parameters.get('end'));
    const series = services.flatMap(service => answersFor(query, service));
    json(vector(series, {}, time))(...([response, received] as const));
  };
}

function answersFor(query: string, service: string) {
  const labels = { namespace: 'retail-prod', service };
  if (!query.includes('increase')) {
    return query.includes('__name__')
      ? detectionParts(query).map(part => ({
          metric: { ...labels, __name__: METRIC, slipway_part: part },
          value: '1',
        }))
      : [];
  }
  return [...new Set(query.match(/r:\d+:\d+/g))].map(part => ({
    metric: { ...labels, slipway_part: part },
    value: '10',
  }));
}

/** The parts that look for the metric by a label that says how a request ended. */
function detectionParts(query: string): string[] {
  return query
    .split(' or ')
    .filter(part => part.includes(METRIC))
    .slice(0, 1)
    .flatMap(part => /"slipway_part", "(\d+)"/.exec(part)?.[1] ?? []);
}
