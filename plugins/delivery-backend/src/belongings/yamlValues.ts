import { type YamlText, isMap, YamlReader } from '../formats';

const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i;

/** What stands below some keys; undefined where one is missing. */
export function at(
  value: YamlText | undefined,
  ...path: (string | number)[]
): YamlText | undefined {
  let found = value;
  for (const key of path) {
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isMap(found) && Object.hasOwn(found, String(key))) {
      found = found[String(key)];
    } else return undefined;
  }
  return found;
}

export function textOf(value: YamlText | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function listOf(value: YamlText | undefined): YamlText[] {
  return Array.isArray(value) ? value : [];
}

/** The host names among some texts. */
export function hostsAmong(values: readonly (YamlText | undefined)[]) {
  return values.flatMap(value =>
    typeof value === 'string' && HOST.test(value) ? [value.toLowerCase()] : [],
  );
}

/** The host names in a rule of Traefik, as it writes them. */
export function hostsInRule(rule: string): string[] {
  const names = [...rule.matchAll(/\bHost\(([^)]*)\)/g)].flatMap(([, list]) =>
    list.split(',').map(name => name.trim().replace(/^[`'"]|[`'"]$/g, '')),
  );
  return hostsAmong(names);
}

/** Documents of a text; undefined when it is none that can be read. */
export function documentsOf(
  yaml: YamlReader,
  file: { name: string; text?: string },
): YamlText[] | undefined {
  if (file.text === undefined || file.text.includes('{{')) return undefined;
  try {
    return yaml.read(file.name, file.text);
  } catch {
    return undefined;
  }
}
