import { compareFixed } from './compareDeclarations';
import { compareTexts } from './compareTexts';
import { namesBeyond, takes } from './Language';
import { sampleText } from './simpleInclusion';
import {
  pathOf,
  type XsdAnswer,
  type XsdAnswers,
  type XsdComparison,
  type XsdPlace,
} from './XsdComparison';
import {
  type AttributeUse,
  type ComplexType,
  type ElementDeclaration,
  localName,
  type QName,
  type Wildcard,
  type XsdType,
} from './xsdModel';

type Uses = ReadonlyMap<QName, AttributeUse>;

const NONE: Uses = new Map();
const NO_NAMES: ReadonlySet<QName> = new Set();

function complex(type: XsdType): ComplexType | undefined {
  return type.kind === 'complex' ? type : undefined;
}

/** Compares the attributes of two elements. */
class AttributeComparison {
  readonly #old: Uses;
  readonly #young: Uses;
  readonly #any: readonly (Wildcard | undefined)[];

  constructor(
    readonly comparison: XsdComparison,
    readonly before: ElementDeclaration,
    readonly after: ElementDeclaration,
    readonly place: XsdPlace,
  ) {
    const types = [before, after].map(each => complex(each.type()));
    this.#old = types[0]?.attributes ?? NONE;
    this.#young = types[1]?.attributes ?? NONE;
    this.#any = types.map(type => type?.anyAttribute);
  }

  run() {
    for (const [name, use] of this.#old) {
      const same = this.#young.get(name);
      if (same) this.#both(name, use, same);
      else this.#oneSided(use, 'removed');
    }
    for (const [name, use] of this.#young) {
      if (!this.#old.has(name)) this.#oneSided(use, 'added');
    }
    this.#wildcards();
  }

  #at(name: QName): XsdPlace {
    const step = `@${localName(name)}`;
    return { ...this.place, steps: [...this.place.steps, step] };
  }

  /** An attribute that only one side has: it is refused there, or missed there. */
  #oneSided(use: AttributeUse, state: 'added' | 'removed') {
    const { comparison } = this;
    const removed = state === 'removed';
    const any = this.#any[removed ? 1 : 0];
    const holder = removed ? this.before : this.after;
    const other = removed ? this.after : this.before;
    const [withIt, withoutIt] = removed
      ? (['send', 'receive'] as const)
      : (['receive', 'send'] as const);
    const refused: XsdAnswer =
      any && takes(any, use.name, NO_NAMES)
        ? { status: 'included' }
        : this.#with(withIt, holder, use);
    const missed: XsdAnswer = use.required
      ? notIncluded(comparison.samples[withoutIt].element(other))
      : { status: 'included' };
    const answers = { [withIt]: refused, [withoutIt]: missed };
    const place = this.#at(use.name);
    const text = `${localName(use.name)}${use.required ? ', required' : ''}`;
    comparison.say(
      place,
      `attribute-${state}`,
      `${pathOf(place)} was ${state}${use.required && !removed ? ' and is required' : ''}.`,
      {
        ...(removed ? { before: text } : { after: text }),
        ...(use.required && !removed && { hits: 'who-omits' as const }),
      },
      answers as unknown as XsdAnswers,
    );
  }

  #with(
    direction: 'send' | 'receive',
    holder: ElementDeclaration,
    use: AttributeUse,
  ): XsdAnswer {
    const value = use.fixed ?? sampleText(use.type());
    const sample = this.comparison.samples[direction];
    return notIncluded(
      value === undefined
        ? undefined
        : sample.element(holder, { attribute: [use.name, value] }),
    );
  }

  #both(name: QName, before: AttributeUse, after: AttributeUse) {
    const { comparison } = this;
    const place = this.#at(name);
    if (before.required !== after.required) {
      const wish = { without: [name] };
      const answers: XsdAnswers = {
        send: notIncluded(comparison.samples.send.element(this.before, wish)),
        receive: notIncluded(
          comparison.samples.receive.element(this.after, wish),
        ),
      };
      comparison.say(
        place,
        after.required ? 'attribute-required' : 'attribute-optional',
        `${pathOf(place)} ${after.required ? 'became required' : 'is no longer required'}.`,
        {
          before: before.required ? 'required' : 'optional',
          after: after.required ? 'required' : 'optional',
          ...(after.required && { hits: 'who-omits' as const }),
        },
        answers,
      );
    }
    compareFixed(comparison, before, after, place);
    const sides = { send: this.before, receive: this.after };
    const types = [before.type(), after.type()] as const;
    compareTexts(comparison, place, types, (direction, text) =>
      comparison.samples[direction].element(sides[direction], {
        attribute: [name, text],
      }),
    );
  }

  #wildcards() {
    const [was, is] = this.#any;
    if (JSON.stringify(was) === JSON.stringify(is)) return;
    const text = (any: Wildcard | undefined) =>
      any ? JSON.stringify(any.namespaces) : 'none';
    this.comparison.say(
      this.place,
      'wildcard-changed',
      `${pathOf(this.place)} takes ${is ? 'other' : 'no more'} attributes that are not described${is ? ' than before' : ''}.`,
      { before: text(was), after: text(is) },
      { send: takesAll(was, is), receive: takesAll(is, was) },
    );
  }
}

function notIncluded(example: string | undefined): XsdAnswer {
  return { status: 'not-included', ...(example && { example }) };
}

/** Whether the outer wildcard takes all names that the inner one takes. */
function takesAll(
  inner: Wildcard | undefined,
  outer: Wildcard | undefined,
): XsdAnswer {
  if (!inner) return { status: 'included' };
  if (!outer) return { status: 'not-included' };
  const namespaces = [inner, outer].flatMap(({ namespaces: each }) => {
    if (each === 'any') return [];
    return 'of' in each ? each.of : each.not;
  });
  const beyond = ['', 'urn:any', ...namespaces].flatMap(namesBeyond);
  const all = beyond.every(
    name => !takes(inner, name, NO_NAMES) || takes(outer, name, NO_NAMES),
  );
  return { status: all ? 'included' : 'not-included' };
}

/** Compares the attributes of two elements. */
export function compareAttributes(
  comparison: XsdComparison,
  before: ElementDeclaration,
  after: ElementDeclaration,
  place: XsdPlace,
): void {
  new AttributeComparison(comparison, before, after, place).run();
}
