import type {
  EnvironmentConfig,
  EnvironmentKindConfig,
} from '../config/readDeliveryConfig';

/** Where a deployment stands among the stages. */
export interface StagePlace {
  environment: string;
  /** Of an environment that exists only in Git. */
  environmentKind?: string | null;
}

/**
 * What holds for each environment, whether it is configured or exists only in
 * Git. A kind never speaks for a configured environment.
 */
export class Stages {
  readonly configured: readonly EnvironmentConfig[];
  readonly kinds: readonly EnvironmentKindConfig[];

  private constructor(
    configured: readonly EnvironmentConfig[],
    kinds: readonly EnvironmentKindConfig[],
  ) {
    this.configured = configured;
    this.kinds = kinds;
  }

  static create(
    configured: readonly EnvironmentConfig[],
    kinds: readonly EnvironmentKindConfig[] = [],
  ) {
    return new Stages(configured, kinds);
  }

  /** Names of the configured environments, first stage first. */
  get names(): string[] {
    return this.configured.map(({ name }) => name);
  }

  kindOf(kind: string | null | undefined): EnvironmentKindConfig | undefined {
    return this.kinds.find(each => each.kind === kind);
  }

  /** What holds for an environment; undefined for one that is no longer configured. */
  of({
    environment,
    environmentKind,
  }: StagePlace): EnvironmentConfig | undefined {
    const kind = this.kindOf(environmentKind);
    if (!kind) return this.configured.find(({ name }) => name === environment);
    const { title, order, rollback } = kind;
    return {
      ...{ name: environment, order, rollback },
      title: title.replaceAll('{name}', environment),
    };
  }

  /** Smaller is nearer to customers; one that is not known comes last. */
  distance(place: StagePlace): number {
    const count = this.configured.length + this.kinds.length;
    return count - (this.of(place)?.order ?? -1);
  }
}
