import type { ContractVerdict } from '@slipway/backstage-plugin-contracts-common';
import { type DocumentNode, nodeBelow } from '../documents';
import { bundleSchema } from './bundleSchema';
import { isOverdue } from './deprecation';
import type { Finding } from './Finding';
import type { SchemaChangeKind } from './schemaChangeKinds';
import {
  decided,
  finding,
  innerAndOuter,
  type SchemaContext,
} from './SchemaContext';
import { isNoted, type Shape } from './Shape';
import type { ShapeReader } from './ShapeReader';

interface Shapes {
  before: Shape;
  after: Shape;
}

/** What was found at properties, and the pairs that stand below. */
export interface PropertyFindings {
  findings: Finding[];
  below: { step: string; before: Shape; after: Shape }[];
}

/** A property of one side: there, there for the other direction only, or not. */
interface Side {
  state: 'shown' | 'hidden' | 'absent';
  shape: Shape;
  required: boolean;
}

function sideOf(
  { direction }: SchemaContext,
  reader: ShapeReader,
  object: Shape,
  name: string,
): Side {
  const node = object.properties.get(name);
  if (!node) {
    const empty = reader.anyAt(nodeBelow(object.node, 'properties', name));
    return {
      state: 'absent',
      shape: empty,
      required: object.required.has(name),
    };
  }
  const shape = reader.read(node);
  const hidden = isNoted(
    shape,
    direction === 'send' ? 'readOnly' : 'writeOnly',
  );
  return {
    state: hidden ? 'hidden' : 'shown',
    shape,
    required: !hidden && object.required.has(name),
  };
}

/** An object of which only what it needs is kept, so that a value is found at once. */
export function barest(
  reader: ShapeReader,
  { direction }: SchemaContext,
  object: Shape,
  name: string,
) {
  const wanted = [...object.required].filter(each =>
    object.properties.has(each),
  );
  return {
    type: 'object',
    required: [...object.required].filter(each => each !== name),
    properties: Object.fromEntries(
      wanted.map(each => [
        each,
        bundleSchema(
          reader,
          direction,
          object.properties.get(each) as DocumentNode,
        ),
      ]),
    ),
  };
}

/** Compares the properties of one pair of objects. */
export class PropertyComparison {
  readonly findings: Finding[] = [];
  readonly below: PropertyFindings['below'] = [];

  constructor(
    private readonly context: SchemaContext,
    private readonly shapes: Shapes,
  ) {}

  compare(name: string) {
    const { before, after } = this.shapes;
    const old = sideOf(this.context, this.context.before, before, name);
    const young = sideOf(this.context, this.context.after, after, name);
    if (old.state === 'hidden' && young.state === 'hidden') return;
    this.#presence(name, old, young);
    this.#required(name, old, young);
  }

  #presence(name: string, old: Side, young: Side) {
    const { shape: before } = old;
    const { shape: after } = young;
    if (old.state === 'shown' && young.state === 'shown') {
      this.below.push({ step: name, before, after });
    } else if (old.state === 'shown' && young.state === 'absent') {
      this.#removed(name, old, young);
    } else if (old.state === 'absent' && young.state === 'shown') {
      this.#added(name, old, young);
    } else if (old.state !== 'absent' && young.state !== 'absent') {
      const only = this.context.direction === 'send' ? 'read' : 'write';
      const began = young.state === 'hidden' ? 'began' : 'ended';
      this.#tell(`${only}-only-${began}`, name, old, young);
    }
  }

  #removed(name: string, old: Side, young: Side) {
    const { context } = this;
    const { additional } = this.shapes.after;
    if (old.shape.never) return;
    const more: Partial<Finding> = isOverdue(old.shape.notes, context.today)
      ? { verdict: 'risky' }
      : {};
    if (typeof additional === 'object') {
      // A map that takes the value takes it under this name as well.
      this.below.push({
        step: name,
        before: old.shape,
        after: context.after.read(additional),
      });
      more.verdict = 'risky';
    }
    this.#tell('property-removed', name, old, young, more);
  }

  #added(name: string, old: Side, young: Side) {
    const { additional } = this.shapes.before;
    if (typeof additional === 'object') {
      this.below.push({
        step: name,
        before: this.context.before.read(additional),
        after: young.shape,
      });
    }
    this.#tell(
      additional === 'closed' ? 'property-added-to-closed' : 'property-added',
      name,
      old,
      young,
    );
  }

  #required(name: string, old: Side, young: Side) {
    if (old.required === young.required) return;
    if (old.required) {
      // What is gone, or hidden now, was told already.
      const gone = old.state === 'shown' && young.state !== 'shown';
      if (!gone) this.#decidedTell('property-optional', name, old, young);
      return;
    }
    const fresh = young.state === 'shown' && old.state === 'absent';
    if (fresh && this.context.direction === 'receive') return;
    this.#decidedTell('property-required', name, old, young);
  }

  /** Says it with an object that leaves the property out. */
  #decidedTell(kind: SchemaChangeKind, name: string, old: Side, young: Side) {
    const { context, shapes } = this;
    const hits = context.direction === 'send' ? 'who-omits' : 'who-uses';
    const found = this.#make(kind, name, old, young, { hits });
    if (found.verdict === 'safe') {
      this.findings.push(found);
      return;
    }
    const [inner] = innerAndOuter(context, shapes.before, shapes.after);
    const [reader] = innerAndOuter(context, context.before, context.after);
    const answer = context.decisions.decide(
      () => barest(reader, context, inner, name),
      () => ({ required: [name] }),
    );
    const shown = answer.status === 'not-included';
    this.findings.push(shown ? decided(found, answer) : found);
  }

  #make(
    kind: SchemaChangeKind,
    name: string,
    old: Side,
    young: Side,
    more: Partial<Finding> = {},
  ): Finding {
    const shapes = { before: old.shape, after: young.shape };
    return {
      ...finding(this.context, kind, shapes, {
        property: name,
        hits: 'who-uses',
        old: old.state === 'absent' ? undefined : old.shape.node.value,
        young: young.state === 'absent' ? undefined : young.shape.node.value,
      }),
      ...more,
    };
  }

  #tell(
    kind: SchemaChangeKind,
    name: string,
    old: Side,
    young: Side,
    more: Partial<Finding> = {},
  ) {
    const found = this.#make(kind, name, old, young, more);
    // A rule that calls it safe is not made worse by how it came about.
    const rule = this.context.rules.rule(kind, this.context.direction);
    const safe = rule.verdicts[this.context.direction] === 'safe';
    const verdict: ContractVerdict = safe ? 'safe' : found.verdict;
    this.findings.push({ ...found, verdict });
  }
}
