import type { BelongingKind } from '@slipway/backstage-plugin-delivery-common';
import { type YamlText, isMap, textAt, YamlReader } from '../formats';
import type { BelongingsReader, FolderFile, FoundBelonging } from './types';
import { at, documentsOf, hostsAmong, listOf, textOf } from './yamlValues';

const VALUES = /^values[^/]*\.ya?ml$/;
const CHART = /^Chart\.ya?ml$/;
const TEMPLATE = /^templates\//;
const MAX_DEPTH = 6;

/** Blocks of values that stand for something, by the names that charts give them. */
const BLOCKS: [name: RegExp, kind: BelongingKind][] = [
  [/^(volume|persistence|persistentVolume)$/, 'volume'],
  [/^(postgresql|postgres|mysql|mariadb|mongodb|database|redis)$/, 'database'],
  [/^(rabbitmq|kafka|nats|activemq)$/, 'bus'],
  [/^(backup|velero)$/, 'backup'],
];

function isOff(block: YamlText | undefined): boolean {
  return at(block, 'enabled') === 'false';
}

/** A block that is switched on, or that says what it is to be like. */
function isOn(
  block: YamlText | undefined,
): block is { [key: string]: YamlText } {
  return isMap(block) && !isOff(block) && Object.keys(block).length > 0;
}

function sizeOf(block: YamlText): { detail?: string } {
  const detail =
    textAt(block, 'storage') ??
    textAt(block, 'size') ??
    textOf(at(block, 'primary', 'persistence', 'size')) ??
    textOf(at(block, 'persistence', 'size'));
  return detail ? { detail } : {};
}

function hostsOf(ingress: YamlText): string[] {
  const hosts = listOf(at(ingress, 'hosts'));
  return hostsAmong([
    at(ingress, 'host'),
    at(ingress, 'hostname'),
    ...hosts.map(each => at(each, 'host') ?? each),
  ]);
}

function readBlock(
  file: string,
  path: readonly string[],
  block: YamlText,
): FoundBelonging[] {
  const key = path[path.length - 1];
  const name = path.join('.');
  if (/^(ingress|httpRoute)$/.test(key)) {
    return hostsOf(block).map(host => ({
      ...{ kind: 'host' as const, name: host, file },
    }));
  }
  const [, kind] = BLOCKS.find(([pattern]) => pattern.test(key)) ?? [];
  return kind ? [{ kind, name, ...sizeOf(block), file }] : [];
}

function walk(
  file: string,
  value: YamlText | undefined,
  path: string[],
  found: FoundBelonging[],
) {
  if (!isMap(value) || path.length > MAX_DEPTH) return;
  for (const [key, child] of Object.entries(value)) {
    const here = [...path, key];
    if (!isOn(child)) continue;
    const own = readBlock(file, here, child);
    found.push(...own);
    // The volume of a database is a part of it.
    if (!own.length) walk(file, child, here, found);
  }
}

function chartsOf(chart: YamlText | undefined): string[] {
  return listOf(at(chart, 'dependencies')).flatMap(
    each => textAt(each, 'name') ?? [],
  );
}

/**
 * Values of Helm charts. What a chart makes of them only Helm can tell, so
 * this names what is switched on, and says that it may be more.
 */
export class HelmBelongings implements BelongingsReader {
  readonly id = 'helm';
  readonly #yaml = new YamlReader();

  reads({ name, text }: FolderFile): boolean {
    return (
      VALUES.test(name) ||
      CHART.test(name) ||
      (TEMPLATE.test(name) && (text ?? '').includes('{{'))
    );
  }

  read(files: readonly FolderFile[]) {
    const belongings: FoundBelonging[] = [];
    const untold: string[] = [];
    for (const file of files) {
      const [document] = documentsOf(this.#yaml, file) ?? [];
      if (VALUES.test(file.name)) {
        if (document === undefined) {
          untold.push(`${file.name} cannot be read`);
        }
        walk(file.name, document, [], belongings);
      } else if (CHART.test(file.name)) {
        for (const name of chartsOf(document)) {
          untold.push(`the chart ${name} may make more of its values`);
        }
      } else {
        untold.push(`${file.name} is a template that only Helm can read`);
      }
    }
    return { belongings, untold };
  }
}
