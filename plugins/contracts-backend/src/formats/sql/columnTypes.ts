/** How the values of a type relate to those of another. */
export type TypeChange = 'same' | 'wider' | 'narrower' | 'other';

interface Written {
  name: string;
  limits: number[];
  array: string;
}

const WHOLE = ['smallint', 'integer', 'bigint', 'numeric'];
const FLOATING = ['real', 'double precision'];
const TEXTS = ['character', 'character varying', 'text'];

function written(type: string): Written {
  const [, name = type, limits = '', array = ''] =
    /^([^([]+)(?:\(([^)]*)\))?((?:\[\])*)$/.exec(type) ?? [];
  const numbers = limits ? limits.split(',').map(Number) : [];
  return { name, limits: numbers, array };
}

/** How many signs a type of texts takes. */
function lengthOf({ name, limits }: Written): number {
  if (limits.length) return limits[0];
  return name === 'character' ? 1 : Infinity;
}

/** Digits before and behind the point. */
function digitsOf({ name, limits }: Written): [before: number, behind: number] {
  const whole: Readonly<Partial<Record<string, number>>> = {
    ...{ smallint: 5, integer: 10, bigint: 19 },
  };
  const digits = whole[name];
  if (digits !== undefined) return [digits, 0];
  if (!limits.length) return [Infinity, Infinity];
  const [precision, scale = 0] = limits;
  return [precision - scale, scale];
}

function fitsInto(inner: Written, outer: Written): boolean {
  if (inner.array !== outer.array) return false;
  if (TEXTS.includes(inner.name) && TEXTS.includes(outer.name)) {
    return lengthOf(inner) <= lengthOf(outer);
  }
  if (WHOLE.includes(inner.name) && WHOLE.includes(outer.name)) {
    const [own, other] = [digitsOf(inner), digitsOf(outer)];
    return (
      own[0] <= other[0] &&
      own[1] <= other[1] &&
      // A number with a point never fits into one without.
      (outer.name === 'numeric' || inner.name !== 'numeric')
    );
  }
  const at = FLOATING.indexOf(inner.name);
  if (at >= 0) return at <= FLOATING.indexOf(outer.name);
  const [own, other] = [inner, outer].map(
    ({ limits }) => limits[0] ?? Infinity,
  );
  return inner.name === outer.name && own <= other;
}

/** Compares two types as PostgreSQL writes them. */
export function compareColumnTypes(before: string, after: string): TypeChange {
  if (before === after) return 'same';
  const [old, young] = [written(before), written(after)];
  const [wider, narrower] = [fitsInto(old, young), fitsInto(young, old)];
  if (wider) return 'wider';
  return narrower ? 'narrower' : 'other';
}

/** A value of the one type that does not fit into the other, where one is easily found. */
export function misfitOf(before: string, after: string): unknown {
  const [old, young] = [written(before), written(after)];
  if (old.array) return undefined;
  if (TEXTS.includes(old.name) && TEXTS.includes(young.name)) {
    const length = lengthOf(young) + 1;
    return length <= 1_000 ? 'x'.repeat(length) : undefined;
  }
  const largest: Readonly<Partial<Record<string, number>>> = {
    ...{ smallint: 32_767, integer: 2_147_483_647 },
  };
  const most = largest[young.name];
  if (most !== undefined && WHOLE.includes(old.name)) {
    // A number of digits that the old type may be too short for.
    return digitsOf(old)[0] >= String(most).length ? most + 1 : undefined;
  }
  return undefined;
}
