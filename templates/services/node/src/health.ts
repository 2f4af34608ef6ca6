import type { Express } from 'express';
import type { Registry } from 'prom-client';

/** Something that the service cannot work without. */
export interface Dependency {
  name: string;
  /** Rejects, with the reason, while it does not answer. */
  check(): Promise<void>;
}

const CHECK_MILLISECONDS = 1_500;

async function problemOf({ name, check }: Dependency) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('no answer in time')),
      CHECK_MILLISECONDS,
    );
  });
  try {
    await Promise.race([check(), late]);
    return undefined;
  } catch (error) {
    return `${name}: ${(error as Error).message}`;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether work can be taken; turned off when the process is told to end. */
export class Readiness {
  #isEnding = false;

  constructor(readonly dependencies: readonly Dependency[]) {}

  end() {
    this.#isEnding = true;
  }

  /** Sentences on what is missing; none when all is well. */
  async problems(): Promise<string[]> {
    if (this.#isEnding) {
      return ['the process is ending'];
    }
    const problems = await Promise.all(this.dependencies.map(problemOf));
    return problems.filter(problem => problem !== undefined);
  }
}

/** Adds the endpoints for Kubernetes and Prometheus. */
export function addHealth(
  app: Express,
  { readiness, registry }: { readiness: Readiness; registry: Registry },
) {
  // A dead database is no reason to restart this process, so it is not asked.
  app.get('/healthz', (_, response) => {
    response.json({ status: 'up' });
  });
  app.get('/readyz', async (_, response) => {
    const problems = await readiness.problems();
    response
      .status(problems.length ? 503 : 200)
      .json({ status: problems.length ? 'not ready' : 'ready', problems });
  });
  app.get('/metrics', async (_, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
}
