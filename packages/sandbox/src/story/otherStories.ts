import type { Random } from './random';
import { deploy, type Author, type StoryEvent } from './StoryEvent';
import {
  ENVIRONMENTS,
  type EnvironmentName,
  type Place,
  type StoryService,
} from './services';
import type { StoryTime } from './storyTime';

const DAY_MS = 24 * 60 * 60_000;
const OLDEST_DAYS = 86;
/** The last earlier release leaves room for what runs today. */
const NEWEST_DAYS = 8;
/** Days after dev at which a release usually gets to an environment. */
const LAG_DAYS: Record<EnvironmentName, [number, number]> = {
  dev: [0, 0.1],
  qa: [0.6, 1.6],
  acc: [2, 3.4],
  prod: [4, 6],
};
const DEVELOPERS: Record<StoryService['owner'], Author[]> = {
  'team-payments': ['dev-1', 'dev-2', 'dev-3'],
  'team-shop': ['dev-2', 'dev-3'],
  'team-platform': ['dev-1', 'oncall-1'],
};

function placesIn(service: StoryService, environment: EnvironmentName) {
  return environment === 'prod'
    ? service.tenants.map((tenant): Place => ({ environment, tenant }))
    : [{ environment }];
}

function release(options: {
  service: StoryService;
  environment: EnvironmentName;
  version: string;
  at: Date;
  random: Random;
}): StoryEvent {
  const { service, environment, version, at, random } = options;
  const byMachine = environment === 'dev' || random.next() < 0.3;
  return deploy({
    at,
    author: byMachine ? 'ci-bot' : random.pick(DEVELOPERS[service.owner]),
    component: service.name,
    places: placesIn(service, environment),
    version,
    subject: `${service.name} ${version} to ${environment}`,
  });
}

/** Releases before today's, evenly over the time, each through all environments. */
function earlierReleases(
  service: StoryService,
  time: StoryTime,
  random: Random,
): StoryEvent[] {
  const step = (OLDEST_DAYS - NEWEST_DAYS) / service.earlier.length;
  return service.earlier.flatMap((version, index) => {
    const day = OLDEST_DAYS - step * (index + random.between(0, 0.4));
    return ENVIRONMENTS.flatMap(environment => {
      const today = service.today?.[environment];
      const lag = random.between(...LAG_DAYS[environment]);
      const at = new Date(
        time.ago(`${day}d`).getTime() + Math.round(lag * DAY_MS),
      );
      // What runs today came last: nothing older may follow it.
      const isOver = !today || at.getTime() > time.ago(today.age).getTime();
      return isOver || index === 0
        ? []
        : [release({ service, environment, version, at, random })];
    });
  });
}

function candidates(events: StoryEvent[], service: StoryService): StoryEvent[] {
  return events
    .filter(event => event.places[0].environment === 'qa')
    .map(event => {
      const version = event.subject.split(' ')[1];
      const candidate = /^\d+$/.test(version) ? undefined : `${version}-rc.1`;
      return candidate && service.today?.dev
        ? deploy({
            ...event,
            at: new Date(event.at.getTime() - 3 * DAY_MS),
            author: 'ci-bot',
            places: [{ environment: 'dev' }],
            version: candidate,
            subject: `${service.name} ${candidate} to dev`,
          })
        : undefined;
    })
    .filter(event => event !== undefined);
}

function todaysReleases(
  service: StoryService,
  time: StoryTime,
  random: Random,
): StoryEvent[] {
  return ENVIRONMENTS.flatMap(environment => {
    const today = service.today?.[environment];
    return today
      ? [
          release({
            service,
            environment,
            version: today.version,
            at: time.ago(today.age),
            random,
          }),
        ]
      : [];
  });
}

/** Changes that bring no version. */
function adjustments(
  service: StoryService,
  time: StoryTime,
  random: Random,
): StoryEvent[] {
  return ENVIRONMENTS.filter(name => service.today?.[name]).map(environment => {
    const replicas = environment === 'prod' ? 4 : 2;
    return {
      at: time.ago(`${random.between(20, 70)}d`),
      author: random.pick(DEVELOPERS[service.owner]),
      component: service.name,
      places: placesIn(service, environment),
      subject: `Run ${service.name} ${replicas} times in ${environment}`,
      change: state => {
        state.replicas = replicas;
      },
    };
  });
}

/** The months of a service whose story is not told by hand. */
export function otherStory(
  service: StoryService,
  time: StoryTime,
  random: Random,
): StoryEvent[] {
  const earlier = earlierReleases(service, time, random);
  return [
    ...earlier,
    ...candidates(earlier, service),
    ...todaysReleases(service, time, random),
    ...adjustments(service, time, random),
  ];
}

/** The version that a service had before the story begins. */
export function firstVersion(service: StoryService): string {
  return service.earlier[0] ?? '1.9.4';
}
