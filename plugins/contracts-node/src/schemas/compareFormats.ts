import { decideKeyword } from './decideKeyword';
import { type Finding, short } from './Finding';
import {
  decided,
  finding,
  innerAndOuter,
  type SchemaContext,
} from './SchemaContext';
import type { Shape } from './Shape';

// Each value of the first format is one of the others.
const WIDER: Readonly<Record<string, readonly string[]>> = {
  int32: ['int64', 'float', 'double'],
  int64: ['double'],
  float: ['double'],
  date: ['partial-date'],
  uri: ['uri-reference', 'iri', 'iri-reference', 'url'],
  url: ['uri', 'uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  'json-pointer': ['uri-fragment'],
};

function widens(inner: unknown, outer: unknown): boolean {
  if (outer === undefined || inner === outer) return true;
  return WIDER[String(inner)]?.includes(String(outer)) ?? false;
}

/** Whether bounds say what a whole number of 64 bits says, which no value can show. */
function isBounded({ plain }: Shape): boolean {
  const side = (name: string, strict: string) =>
    typeof plain[name] === 'number' || typeof plain[strict] === 'number';
  return (
    side('minimum', 'exclusiveMinimum') && side('maximum', 'exclusiveMaximum')
  );
}

/** What is in bytes, for example a picture. */
function compareContent(
  context: SchemaContext,
  shapes: { before: Shape; after: Shape },
): Finding[] {
  const [old, young] = [shapes.before, shapes.after].map(
    ({ notes }) => notes.contentMediaType,
  );
  if (typeof old !== 'string' || typeof young !== 'string') return [];
  if (old === young) return [];
  return [
    finding(context, 'format-changed', shapes, {
      detail: `from ${short(old)} to ${short(young)}`,
      ...{ old, young },
    }),
  ];
}

/**
 * What changed in the format of a value. Formats name what people and
 * generated code expect, also where validators do not know them.
 */
export function compareFormats(
  context: SchemaContext,
  shapes: { before: Shape; after: Shape },
): Finding[] {
  const [old, young] = [shapes.before.plain.format, shapes.after.plain.format];
  if (old === young) return compareContent(context, shapes);
  const found = finding(context, 'format-changed', shapes, {
    detail: `from ${old === undefined ? 'none' : short(old)} to ${young === undefined ? 'none' : short(young)}`,
    old,
    young,
  });
  const [inner, outer] = innerAndOuter(context, old, young);
  if (widens(inner, outer)) return [{ ...found, verdict: 'safe' }];
  const answer = decideKeyword(context, shapes, ({ plain }) => ({
    format: plain.format,
  }));
  const [asked] = innerAndOuter(context, shapes.before, shapes.after);
  // Bounds may say what a format says; other formats have words only.
  const told = outer === 'int32' || (outer === 'int64' && isBounded(asked));
  return [
    answer.status === 'included' && !told
      ? found
      : decided(found, answer, found.verdict),
  ];
}
