import { isRecord } from '../inclusion/dialect';
import { canonical } from '../inclusion/Formulas';
import { sunsetOf } from './deprecation';
import { type Finding, short } from './Finding';
import { finding, type SchemaContext } from './SchemaContext';
import type { Shape } from './Shape';

interface Shapes {
  before: Shape;
  after: Shape;
}

// Told elsewhere, or of no meaning of their own.
const QUIET = new Set([
  'default',
  'deprecated',
  'discriminator',
  'xml',
  'readOnly',
  'writeOnly',
  'x-extensible-enum',
  'x-sunset',
  'contentMediaType',
  'example',
  'examples',
]);

function was(value: unknown): string {
  return value === undefined ? 'none' : short(value);
}

function defaults(context: SchemaContext, shapes: Shapes): Finding[] {
  const [old, young] = [
    shapes.before.notes.default,
    shapes.after.notes.default,
  ];
  if (canonical(old) === canonical(young)) return [];
  return [
    finding(context, 'default-changed', shapes, {
      detail: `from ${was(old)} to ${was(young)}`,
      hits: 'who-omits',
      old,
      young,
    }),
  ];
}

function deprecations(context: SchemaContext, shapes: Shapes): Finding[] {
  const { before, after } = shapes;
  const [old, young] = [before.notes, after.notes].map(
    ({ deprecated }) => deprecated === true,
  );
  const sunset = sunsetOf(after.notes);
  if (old === young && sunsetOf(before.notes) === sunset) return [];
  if (!old && !young) return [];
  const until = sunset ? ` and may be gone after ${sunset}` : '';
  return [
    finding(context, 'deprecated', shapes, {
      detail: young ? `deprecated${until}` : 'no longer deprecated',
      hits: 'who-uses',
    }),
  ];
}

/** Where the name of the alternative stands, in both spellings. */
function discriminatorOf({ notes }: Shape) {
  const { discriminator } = notes;
  if (typeof discriminator === 'string') return { name: discriminator };
  if (!isRecord(discriminator)) return {};
  const { propertyName, mapping } = discriminator;
  return {
    name: typeof propertyName === 'string' ? propertyName : undefined,
    mapping: isRecord(mapping) ? mapping : {},
  };
}

/** Names that mean another alternative, which had another name and still is there. */
function movedNames(
  old: Readonly<Record<string, unknown>>,
  young: Readonly<Record<string, unknown>>,
): string[] {
  const targetOf = (value: unknown) => String(value).split('/').pop();
  const left = new Set(Object.values(young).map(targetOf));
  return Object.keys(old).filter(
    name =>
      Object.hasOwn(young, name) &&
      targetOf(old[name]) !== targetOf(young[name]) &&
      left.has(targetOf(old[name])),
  );
}

function discriminators(context: SchemaContext, shapes: Shapes): Finding[] {
  const old = discriminatorOf(shapes.before);
  const young = discriminatorOf(shapes.after);
  const found: Finding[] = [];
  if (old.name !== young.name) {
    const added = old.name === undefined;
    found.push({
      ...finding(context, 'discriminator-changed', shapes, {
        detail: `from ${was(old.name)} to ${was(young.name)}`,
        old: old.name,
        young: young.name,
      }),
      // Who tells alternatives apart by other means can go on with that.
      ...(added && context.direction === 'receive' ? { verdict: 'safe' } : {}),
    });
    return found;
  }
  const gone = Object.keys(old.mapping ?? {}).filter(
    name => !Object.hasOwn(young.mapping ?? {}, name),
  );
  const fresh = Object.keys(young.mapping ?? {}).filter(
    name => !Object.hasOwn(old.mapping ?? {}, name),
  );
  const moved = movedNames(old.mapping ?? {}, young.mapping ?? {});
  if (moved.length) {
    found.push(
      finding(context, 'discriminator-changed', shapes, {
        detail: `(other meaning: ${moved.join(', ')})`,
        values: moved,
      }),
    );
  }
  const told = context.direction === 'send' ? gone : fresh;
  const others = context.direction === 'send' ? fresh : gone;
  for (const [names, safe] of [
    [told, false],
    [others, true],
  ] as const) {
    if (!names.length) continue;
    const word = names === gone ? 'lost' : 'new';
    found.push({
      ...finding(context, 'discriminator-changed', shapes, {
        detail: `(${word}: ${names.join(', ')})`,
        values: [...names],
      }),
      ...(safe ? { verdict: 'safe' } : {}),
    });
  }
  return found;
}

function openLists(context: SchemaContext, shapes: Shapes): Finding[] {
  const keyword = 'x-extensible-enum';
  const [old, young] = [shapes.before, shapes.after].map(({ notes }) =>
    Array.isArray(notes[keyword]) ? notes[keyword].map(canonical) : [],
  );
  const tell =
    (kind: 'known-value-removed' | 'known-value-added') => (value: string) =>
      finding(context, kind, shapes, {
        detail: short(JSON.parse(value)),
        values: [JSON.parse(value)],
        old: shapes.before.notes[keyword],
        young: shapes.after.notes[keyword],
      });
  // Without a list any more, nothing is refused that was accepted.
  const ended = shapes.after.notes[keyword] === undefined;
  const removed = ended ? [] : old.filter(value => !young.includes(value));
  return [
    ...removed.map(tell('known-value-removed')),
    ...young
      .filter(value => !old.includes(value))
      .map(tell('known-value-added')),
  ];
}

function words(context: SchemaContext, shapes: Shapes): Finding[] {
  const { before, after } = shapes;
  const keywords = [
    ...new Set([...Object.keys(before.notes), ...Object.keys(after.notes)]),
  ].filter(
    keyword =>
      !QUIET.has(keyword) &&
      canonical(before.notes[keyword]) !== canonical(after.notes[keyword]),
  );
  const examples = (shape: Shape) =>
    canonical(shape.notes.examples ?? [shape.notes.example]);
  if (examples(before) !== examples(after)) keywords.push('example');
  if (!keywords.length) return [];
  return [
    finding(context, 'description-changed', shapes, {
      detail: keywords.join(', '),
      old: before.notes[keywords[0]],
      young: after.notes[keywords[0]],
    }),
  ];
}

/** What changed in words, hints and what goes with a value. */
export function compareNotes(
  context: SchemaContext,
  shapes: Shapes,
): Finding[] {
  const { before, after } = shapes;
  const xml =
    canonical(before.notes.xml) === canonical(after.notes.xml)
      ? []
      : [
          finding(context, 'xml-form-changed', shapes, {
            old: before.notes.xml,
            young: after.notes.xml,
          }),
        ];
  return [
    ...defaults(context, shapes),
    ...deprecations(context, shapes),
    ...discriminators(context, shapes),
    ...openLists(context, shapes),
    ...xml,
    ...words(context, shapes),
  ];
}
