import type {
  RuntimeObserver,
  RuntimeSink,
} from '@slipway/backstage-plugin-delivery-node';
import type { GitFixture } from './GitFixture';
import { observation } from './startDelivery';

/** A runtime that follows the branch for several folders; some versions are sick there. */
export class FleetObserver implements RuntimeObserver {
  readonly id = 'argocd:eu-1';
  readonly title = 'Argo CD eu-1';
  readonly clusters = ['eu-1'];
  readonly simulated = false;
  /** `folder@version` of what does not become healthy. */
  readonly sick = new Set<string>();
  readonly #git: GitFixture;
  readonly #paths: readonly string[];

  constructor(git: GitFixture, paths: readonly string[]) {
    this.#git = git;
    this.#paths = paths;
  }

  async observe(sink: RuntimeSink, signal: AbortSignal) {
    let seen = '';
    while (!signal.aborted) {
      const head = this.#git.head();
      const now = `${head} ${[...this.sick].join()}`;
      if (now !== seen) {
        await sink.replace(this.#paths.map(path => this.#observe(path, head)));
        await sink.alive();
        seen = now;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  #observe(path: string, head: string) {
    const text = this.#git.run(
      ['show', `${head}:${path}/values.yaml`],
      this.#git.bare,
    );
    const tag = /tag: "([^"]+)"/.exec(text)?.[1] ?? '';
    const isSick = this.sick.has(`${path}@${tag}`);
    return observation(this.#git.url, path, {
      images: [`registry.example.org/payments:${tag}`],
      sync: { status: 'in-sync', revision: head },
      health: isSick
        ? { status: 'degraded', message: 'Its pods crash.' }
        : { status: 'healthy' },
    });
  }
}
