import type {
  ContractDirection,
  ContractSubject,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { type Findings, short } from '../../formatSupport';
import { compareDeclarations } from './compareDeclarations';
import { compareTypes } from './compareTypes';
import { XmlSample } from './XmlSample';
import type {
  ElementDeclaration,
  QName,
  XsdDocument,
  XsdType,
} from './xsdModel';
import { xsdRules } from './xsdRules';

/** Where something stands: the outer element or type, and the way inside. */
export interface XsdPlace {
  root: string;
  steps: readonly string[];
  /** Types that no element uses are judged more mildly. */
  mildly?: boolean;
}

/** Whether the one side takes what the other takes, with an example where there is one. */
export type XsdAnswer =
  | { status: 'included' }
  | { status: 'not-included'; example?: string }
  | { status: 'cannot-decide'; why: string };

/** The answers in both directions. */
export type XsdAnswers = Readonly<Record<ContractDirection, XsdAnswer>>;

/** What is said of a change. */
export interface XsdTexts {
  before?: string;
  after?: string;
  values?: unknown[];
  hits?: ContractSubject['hits'];
}

/** A pair of elements, or of types, and where they stand. */
interface Visit {
  before: ElementDeclaration | XsdType;
  after: ElementDeclaration | XsdType;
  place: XsdPlace;
}

// A document that nobody reads to its end shows nothing.
const LONGEST = 4_000;

const rules = new Map(xsdRules.map(rule => [rule.id, rule]));

/** A place as a person reads it. */
export function pathOf({ root, steps }: XsdPlace): string {
  return ['', root, ...steps].join('/');
}

function isElement(
  each: ElementDeclaration | XsdType,
): each is ElementDeclaration {
  return 'nillable' in each;
}

/** Compares two schemas from the outer elements inwards; each pair once. */
export class XsdComparison {
  readonly #seen = new Map<object, Set<object>>();
  readonly #queue: Visit[] = [];
  #done = 0;
  readonly #types = new Set<XsdType>();
  readonly samples: Readonly<Record<ContractDirection, XmlSample>>;
  readonly globals: Readonly<Record<'before' | 'after', ReadonlySet<QName>>>;

  constructor(
    readonly findings: Findings,
    readonly before: XsdDocument,
    readonly after: XsdDocument,
  ) {
    this.globals = {
      before: new Set(before.elements.keys()),
      after: new Set(after.elements.keys()),
    };
    // What was fine and now is not: sent in the old form, received in the new.
    this.samples = {
      send: new XmlSample(this.globals.before),
      receive: new XmlSample(this.globals.after),
    };
  }

  get #missing(): string {
    const missing = [...this.before.missing, ...this.after.missing];
    return missing.length
      ? `; ${[...new Set(missing)].join(', ')} was not given and is not fetched`
      : '';
  }

  /** Whether a type of the old side was compared. */
  hasSeen(type: XsdType): boolean {
    return this.#types.has(type);
  }

  enqueue(visit: Visit): void {
    const seen = this.#seen.get(visit.before) ?? new Set();
    if (visit.before === visit.after || seen.has(visit.after)) return;
    this.#seen.set(visit.before, seen.add(visit.after));
    this.#queue.push(visit);
  }

  run(): void {
    const queue = this.#queue;
    // It grows while it is worked through.
    while (this.#done < queue.length) {
      if (this.findings.ended) return;
      const { before, after, place } = queue[this.#done++];
      if (isElement(before) && isElement(after)) {
        compareDeclarations(this, before, after, place);
        const [old, young] = [before.type(), after.type()];
        this.#types.add(old);
        compareTypes(this, before, after, place);
        this.enqueue({ before: old, after: young, place });
      } else if (!isElement(before) && !isElement(after)) {
        this.#types.add(before);
      }
    }
  }

  /** Says a change; what the values decide stands above what the rule says. */
  say(
    place: XsdPlace,
    rule: string,
    message: string,
    texts: XsdTexts,
    answers?: XsdAnswers,
  ): void {
    const verdicts = rules.get(`xsd-${rule}`)?.verdicts ?? {};
    const harmful = (['send', 'receive'] as const).filter(
      each => verdicts[each] !== 'safe' && this.findings.concerns(each),
    );
    let told = false;
    for (const direction of answers ? harmful : []) {
      const answer = answers?.[direction] ?? { status: 'included' };
      if (answer.status === 'included') continue;
      told = true;
      const why =
        answer.status === 'cannot-decide'
          ? ` What that means could not be told: ${answer.why}${this.#missing}.`
          : '';
      this.#add(place, rule, message + why, texts, [direction], {
        ...(answer.status === 'cannot-decide' && { verdict: 'unknown' }),
        ...(answer.status === 'not-included' &&
          answer.example && { example: answer.example }),
      });
    }
    if (!told) {
      this.#add(place, rule, message, texts, answers ? [] : undefined, {});
    }
  }

  #add(
    place: XsdPlace,
    rule: string,
    message: string,
    { before, after, values, hits }: XsdTexts,
    only: readonly ContractDirection[] | undefined,
    { verdict, example }: { verdict?: ContractVerdict; example?: string },
  ) {
    const path = pathOf(place);
    const at = (text?: string) =>
      text === undefined ? undefined : { path, text: short(text) };
    const field = place.steps.join('.');
    const mild = place.mildly && (only ? only.length : true);
    this.findings.add({
      ...{ rule: `xsd-${rule}`, message, before: at(before), after: at(after) },
      subject: {
        operation: place.root,
        ...(field && { field }),
        ...(values && { values }),
        ...(hits && { hits }),
      },
      ...(only && { only }),
      ...(mild ? { verdict: 'risky' as const } : verdict && { verdict }),
      ...(example &&
        example.length <= LONGEST && { counterExample: { value: example } }),
    });
  }

  /** The directions in which nothing said so far explains what no longer fits. */
  unexplained(answers: XsdAnswers, from: number): ContractDirection[] {
    const said = this.findings.changes.slice(from);
    return (['send', 'receive'] as const).filter(
      direction =>
        this.findings.concerns(direction) &&
        answers[direction].status !== 'included' &&
        !said.some(
          change =>
            change.verdict !== 'safe' &&
            (change.direction ?? direction) === direction,
        ),
    );
  }
}
