import { STORY_CONTRACTS } from '../contracts/storyContracts';
import type { EnvironmentName } from '../story/services';
import { type Place, placesOf, SERVICES } from '../story/services';

/** Requests that a service sends to another one. */
export interface OutboundCalls {
  to: string;
  requestsPerSecond: number;
}

const WEEK_SECONDS = 7 * 86_400;
const USUAL_PER_WEEK = 60_000;

/** Contracts that are called, so that the mesh sees it. */
const CALLED = ['openapi', 'graphql', 'grpc', 'wsdl'];

/** Requests of a week in front of customers, where they are not as usual. */
const PER_WEEK = new Map<string, number>([
  ['checkout payments', 1_270_000],
  ['web-shop catalogue', 2_900_000],
  ['web-shop cart', 2_300_000],
  ['web-shop checkout', 1_310_000],
  ['batch-settlement payments', 41_200],
  // Nobody declared this one.
  ['reports payments', 1_204],
  // And this one has no contract at all.
  ['web-shop loyalty', 88_000],
  // Declared, and not called for a long time.
  ['loyalty payments', 0],
]);

/** Testers ask less than customers. */
const SHARE: Readonly<Record<EnvironmentName, number>> = {
  ...{ prod: 1, acc: 0.25, qa: 0.05, dev: 0.02 },
};

/** What is declared, and what happens all the same. */
function calledBy(component: string): string[] {
  const service = SERVICES.find(({ name }) => name === component);
  const declared = (service?.consumes ?? []).flatMap(name =>
    STORY_CONTRACTS.filter(
      contract => contract.name === name && CALLED.includes(contract.type),
    ).map(({ provider }) => provider),
  );
  const besides = [...PER_WEEK.keys()]
    .filter(pair => pair.startsWith(`${component} `))
    .map(pair => pair.slice(component.length + 1));
  return [...new Set([...declared, ...besides])];
}

function runsAt(component: string, { environment, tenant }: Place): boolean {
  const service = SERVICES.find(({ name }) => name === component);
  return Boolean(
    service &&
    placesOf(service).some(
      place => place.environment === environment && place.tenant === tenant,
    ),
  );
}

/** Whom a service calls where it runs, and how often. */
export function callsOf(component: string, place: Place): OutboundCalls[] {
  return calledBy(component)
    .filter(to => runsAt(to, place))
    .map(to => {
      const perWeek = PER_WEEK.get(`${component} ${to}`) ?? USUAL_PER_WEEK;
      const share = SHARE[place.environment];
      return { to, requestsPerSecond: (perWeek * share) / WEEK_SECONDS };
    })
    .filter(({ requestsPerSecond }) => requestsPerSecond > 0);
}
