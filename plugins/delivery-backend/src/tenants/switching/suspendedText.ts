import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import { isMap, isPair, isScalar, parseDocument, stringify } from 'yaml';

const KEY = 'suspended';

function parse(path: string, text: string) {
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  const isWhole =
    !error && (document.contents === null || isMap(document.contents));
  if (!isWhole) {
    const why = error ? error.message.split('\n')[0] : 'it is no mapping';
    throw new InputError(`${path} cannot be changed: ${why}; mend it first.`);
  }
  return document;
}

function valueOf(path: string, text: string): Record<string, unknown> {
  return (parse(path, text).toJS({ maxAliasCount: 1000 }) ?? {}) as Record<
    string,
    unknown
  >;
}

/**
 * The file of a tenant that says, at its end, that it is suspended. Every
 * other byte stays.
 *
 * @throws InputError when it is no YAML
 */
export function withSuspended(
  path: string,
  text: string,
  suspended: object,
): string {
  const before = withoutSuspended(path, text);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  const result = `${before}${gap}${stringify({ [KEY]: suspended }, { lineWidth: 0 })}`;
  const wanted = { ...valueOf(path, before), [KEY]: suspended };
  if (!isDeepStrictEqual(valueOf(path, result), wanted)) {
    throw new InputError(
      `${path} cannot be changed at its end, for example because it is written in braces; put 'suspended' there by hand.`,
    );
  }
  return result;
}

/**
 * The file of a tenant that says no longer that it is suspended.
 *
 * @throws InputError when it is no YAML
 */
export function withoutSuspended(path: string, text: string): string {
  const { contents } = parse(path, text);
  const items = isMap(contents) ? contents.items : [];
  const index = items.findIndex(
    item => isPair(item) && isScalar(item.key) && item.key.value === KEY,
  );
  if (index < 0) return text;
  const startOf = (at: number) => {
    const { key } = items[at];
    return isScalar(key) ? key.range?.[0] : undefined;
  };
  const start = startOf(index) ?? 0;
  const end = index + 1 < items.length ? startOf(index + 1) : text.length;
  const result = `${text.slice(0, start)}${text.slice(end)}`;
  const { [KEY]: _gone, ...wanted } = valueOf(path, text);
  if (!isDeepStrictEqual(valueOf(path, result), wanted)) {
    throw new InputError(
      `${path} cannot be changed without changing other places; remove 'suspended' by hand.`,
    );
  }
  return result;
}
