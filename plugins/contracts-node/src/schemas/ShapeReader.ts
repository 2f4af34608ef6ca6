import {
  type DocumentFiles,
  type DocumentNode,
  nodeBelow,
  referenceIn,
} from '../documents';
import { isRecord } from '../inclusion/dialect';
import { mergeShapes } from './mergeShapes';
import { readKeywords } from './readKeywords';
import {
  type AlternativeGroup,
  joinsBesideReference,
  knowsNullable,
  openShape,
  type SchemaDialect,
  type Shape,
} from './Shape';

// Deeper, schemas join themselves.
const DEEPEST_JOIN = 30;

/** Reads the schemas of one side of a comparison, each once. */
export class ShapeReader {
  readonly #known = new Map<unknown, Shape>();
  readonly #depths = new WeakMap<Shape, number>();
  readonly #distributed = new WeakMap<Shape, Shape[]>();
  readonly #any: Shape;

  constructor(
    readonly files: DocumentFiles,
    readonly dialect: SchemaDialect,
  ) {
    const node = { value: true, file: files.mainFile, pointer: '' };
    this.#any = openShape(node);
  }

  /** The shape that accepts all, at the place where nothing is said. */
  anyAt(node: DocumentNode): Shape {
    return { ...this.#any, node };
  }

  read(node: DocumentNode): Shape {
    return this.#read(node, 0);
  }

  /** A shape of alternatives as one shape for each of them. */
  distribute(shape: Shape): Shape[] {
    const known = this.#distributed.get(shape);
    if (known) return known;
    const [group, ...others] = shape.groups;
    const base: Shape = { ...shape, groups: others };
    const all = group.branches.map(branch =>
      finish(mergeShapes(this.read(branch), base)),
    );
    const depth = this.depthOf(shape) + 1;
    for (const each of all) this.#depths.set(each, depth);
    this.#distributed.set(shape, all);
    return all;
  }

  /** How often alternatives were taken out to come to a shape. */
  depthOf(shape: Shape): number {
    return this.#depths.get(shape) ?? 0;
  }

  #read(node: DocumentNode, depth: number): Shape {
    const known = this.#known.get(node.value);
    if (known) return known;
    const shape = this.#joinsBesideReference(node)
      ? this.#readAt(node, depth)
      : this.#follow(node, depth);
    // Booleans and the like stand in more than one place.
    if (typeof node.value === 'object' && node.value !== null) {
      this.#known.set(node.value, shape);
    }
    return shape;
  }

  #follow(node: DocumentNode, depth: number): Shape {
    const found = this.files.follow(node);
    return 'lost' in found
      ? { ...openShape(found.node), lost: found.lost }
      : this.#readAt(found.node, depth);
  }

  /** Only since 2019-09 what stands beside a reference counts. */
  #joinsBesideReference({ value }: DocumentNode): boolean {
    return (
      isRecord(value) &&
      typeof value.$ref === 'string' &&
      joinsBesideReference(value, this.dialect)
    );
  }

  #readAt(node: DocumentNode, depth: number): Shape {
    const { value } = node;
    if (value === false) return { ...openShape(node), never: true };
    if (!isRecord(value) || depth > DEEPEST_JOIN) return openShape(node);
    const known = this.#known.get(value);
    if (known) return known;
    const shape = this.#join(node, value, depth);
    this.#known.set(value, shape);
    return shape;
  }

  #join(
    node: DocumentNode,
    schema: Record<string, unknown>,
    depth: number,
  ): Shape {
    const own = readKeywords(node, schema, this.dialect);
    let shape = own;
    for (const part of this.#partsOf(node, schema, depth)) {
      shape = mergeShapes(shape, part);
    }
    // Beside what it joins, OpenAPI says nullable for the whole.
    const nullable =
      knowsNullable(this.dialect) && own.nullable === true
        ? true
        : shape.nullable;
    return finish(this.#takeNull({ ...shape, node, nullable }, depth));
  }

  #partsOf(node: DocumentNode, schema: Record<string, unknown>, depth: number) {
    const joined = Array.isArray(schema.allOf) ? schema.allOf : [];
    const parts = joined.map((_part, index) =>
      this.#read(nodeBelow(node, 'allOf', String(index)), depth + 1),
    );
    return typeof schema.$ref === 'string'
      ? [this.#follow(node, depth + 1), ...parts]
      : parts;
  }

  /** A branch that is only null makes the whole nullable; one branch is none. */
  #takeNull(shape: Shape, depth: number): Shape {
    if (!shape.groups.length) return shape;
    const groups: AlternativeGroup[] = [];
    let result = shape;
    for (const { keyword, branches } of shape.groups) {
      const left = branches.filter(branch => !isOnlyNull(branch));
      const { nullable } = result;
      if (left.length < branches.length && nullable !== false) {
        result = { ...result, nullable: true };
      }
      if (left.length === 1) {
        const only = this.#read(left[0], depth + 1);
        const merged = mergeShapes({ ...result, groups: [] }, only);
        result = { ...merged, nullable: result.nullable ?? merged.nullable };
        groups.push(...only.groups);
      } else if (left.length) {
        groups.push({ keyword, branches: left });
      }
    }
    return { ...result, groups };
  }
}

function isOnlyNull(node: DocumentNode): boolean {
  const { value } = node;
  if (!isRecord(value) || referenceIn(node) !== undefined) return false;
  const only = (list: unknown) =>
    Array.isArray(list) && list.length === 1 && list[0] === null;
  return (
    value.type === 'null' ||
    value.const === null ||
    only(value.enum) ||
    (Array.isArray(value.type) && value.type.every(name => name === 'null'))
  );
}

/** Whether what is joined leaves nothing. */
function isImpossible({ types, nullable, plain }: Shape): boolean {
  const empty =
    types?.length === 0 ||
    (Array.isArray(plain.enum) && plain.enum.length === 0);
  return empty && nullable !== true;
}

/** People who list properties or items mean objects or arrays. */
function finish(shape: Shape): Shape {
  if (isImpossible(shape)) return { ...shape, never: true };
  if (shape.types || shape.groups.length || shape.never) return shape;
  if (shape.plain.enum !== undefined || Object.keys(shape.rest).length) {
    return shape;
  }
  const isObject =
    shape.properties.size > 0 ||
    shape.required.size > 0 ||
    typeof shape.additional === 'object' ||
    shape.additional === 'closed';
  if (isObject === (shape.items !== undefined)) return shape;
  return {
    ...shape,
    types: [isObject ? 'object' : 'array'],
    nullable: shape.nullable ?? false,
  };
}
