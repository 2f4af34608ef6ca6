import { imageOf } from '../story/folderFiles';
import type { EnvironmentName } from '../story/services';
import { MISSING_IMAGES } from '../story/storyCommits';

/** How a version of a service starts, and how it answers. */
export interface Behaviour {
  start: 'ready' | 'missing-image' | 'crash' | 'unstable';
  /** In words, when it does not start or stay well. */
  cause?: string;
  /** Share of requests that fail. */
  errorRatio: number;
  /** 95 of 100 requests are faster, in seconds. */
  p95Seconds: number;
  requestsPerSecond: number;
}

const GOOD: Behaviour = {
  start: 'ready',
  errorRatio: 0.0006,
  p95Seconds: 0.21,
  requestsPerSecond: 4.7,
};

/** Versions that behave differently in front of real customers. */
const IN_PROD = new Map<string, Partial<Behaviour>>([
  [
    `${imageOf('payments')}:2.4.0`,
    {
      start: 'unstable',
      cause: 'its liveness probe fails with HTTP 503',
      errorRatio: 0.042,
      p95Seconds: 0.64,
    },
  ],
  [`${imageOf('payments')}:2.3.0`, { p95Seconds: 1.9 }],
  [
    `${imageOf('payments')}:2.2.0`,
    { start: 'crash', cause: 'it runs out of memory (OOMKilled)' },
  ],
]);

/** Testers ask less than customers. */
const REQUESTS_PER_SECOND: Record<EnvironmentName, number> = {
  prod: GOOD.requestsPerSecond,
  acc: 1.2,
  qa: 0.25,
  dev: 0.1,
};

/** While payments is held in acc for a test of its locks, nobody asks it anything. */
function isQuiet(image: string, environment: EnvironmentName): boolean {
  return environment === 'acc' && image.startsWith(`${imageOf('payments')}:`);
}

/** Finds how an image behaves in an environment. */
export function behaviourOf(
  image: string,
  environment: EnvironmentName,
): Behaviour {
  if (MISSING_IMAGES.has(image)) {
    const tag = image.slice(image.lastIndexOf(':') + 1);
    return {
      ...GOOD,
      start: 'missing-image',
      cause: `image tag ${tag} not found`,
    };
  }
  const special = environment === 'prod' ? IN_PROD.get(image) : undefined;
  const requestsPerSecond = isQuiet(image, environment)
    ? 0
    : REQUESTS_PER_SECOND[environment];
  return { ...GOOD, requestsPerSecond, ...special };
}
