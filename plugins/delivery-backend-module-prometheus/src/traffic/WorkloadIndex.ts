import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { LabelTemplate } from '../profiles/HealthProfile';
import { fillPattern, fillTemplate } from '../selection/template';

type Templates = Readonly<Record<string, LabelTemplate>>;

/** What stands for one component in a series. */
interface Known {
  entityRef: string;
  matches(labels: Readonly<Record<string, string>>): boolean;
}

/** Finds components by labels of one side of a call. */
export class WorkloadIndex {
  readonly #names: readonly string[];
  readonly #exact = new Map<string, Set<string>>();
  readonly #patterns: Known[] = [];
  readonly #found = new Map<string, string | undefined>();

  private constructor(names: readonly string[]) {
    this.#names = names;
  }

  static of(
    templates: Templates,
    targets: readonly HealthTarget[],
  ): WorkloadIndex {
    const index = new WorkloadIndex(Object.keys(templates).sort());
    for (const target of targets) {
      index.#add(templates, target);
    }
    return index;
  }

  /** Labels that are looked at, sorted. */
  get labels(): readonly string[] {
    return this.#names;
  }

  /** @returns undefined when it is no component, or may be two */
  find(labels: Readonly<Record<string, string>>): string | undefined {
    const key = this.#keyOf(name => labels[name] ?? '');
    if (!this.#found.has(key)) {
      const refs = new Set([
        ...(this.#exact.get(key) ?? []),
        ...this.#patterns
          .filter(known => known.matches(labels))
          .map(({ entityRef }) => entityRef),
      ]);
      const [only] = refs.size === 1 ? refs : [];
      this.#found.set(key, only);
    }
    return this.#found.get(key);
  }

  #keyOf(valueOf: (name: string) => string): string {
    return JSON.stringify(this.#names.map(valueOf));
  }

  #add(templates: Templates, target: HealthTarget): void {
    const { entityRef } = target;
    const isPlain = this.#names.every(
      name => typeof templates[name] === 'string',
    );
    const filled = this.#names.map(name => {
      const template = templates[name];
      return typeof template === 'string'
        ? fillTemplate(template, target)
        : fillPattern(template.pattern, target);
    });
    const texts = filled.flatMap(each =>
      each.kind === 'text' ? [each.text] : [],
    );
    if (texts.length < filled.length) return;
    if (isPlain) {
      const key = JSON.stringify(texts);
      const refs = this.#exact.get(key) ?? new Set();
      this.#exact.set(key, refs.add(entityRef));
    } else {
      this.#patterns.push(this.#known(templates, texts, entityRef));
    }
  }

  #known(
    templates: Templates,
    texts: readonly string[],
    entityRef: string,
  ): Known {
    const tests = this.#names.map((name, position) => {
      const text = texts[position];
      if (typeof templates[name] === 'string') {
        return (value: string) => value === text;
      }
      const expression = new RegExp(`^(?:${text})$`);
      return (value: string) => expression.test(value);
    });
    return {
      entityRef,
      matches: labels =>
        this.#names.every((name, position) =>
          tests[position](labels[name] ?? ''),
        ),
    };
  }
}
