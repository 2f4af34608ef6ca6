import type { BelongingKind } from '@slipway/backstage-plugin-delivery-common';
import {
  type YamlText,
  isMap,
  parseImageReference,
  textAt,
  YamlReader,
} from '../formats';
import type { BelongingsReader, FolderFile, FoundBelonging } from './types';
import { at, documentsOf, hostsInRule, listOf } from './yamlValues';

const IMAGES: [name: RegExp, kind: BelongingKind][] = [
  [/(^|\/)(postgres|postgresql|mysql|mariadb|mongo|redis)$/, 'database'],
  [/(^|\/)(rabbitmq|kafka|nats)$/, 'bus'],
];

function entriesOf(value: YamlText | undefined): [string, YamlText][] {
  return isMap(value) ? Object.entries(value) : [];
}

function labelsOf(service: YamlText): string[] {
  return [at(service, 'labels'), at(service, 'deploy', 'labels')].flatMap(
    labels => [
      ...listOf(labels).flatMap(each => (typeof each === 'string' ? each : [])),
      ...entriesOf(labels).map(([key, value]) => `${key}=${String(value)}`),
    ],
  );
}

function readService(
  file: string,
  name: string,
  service: YamlText,
): FoundBelonging[] {
  const { name: image } = parseImageReference(textAt(service, 'image') ?? '');
  const [, kind] = IMAGES.find(([pattern]) => pattern.test(image)) ?? [];
  const hosts = labelsOf(service).flatMap(label => hostsInRule(label));
  return [
    ...(kind ? [{ kind, name, file }] : []),
    ...[...new Set(hosts)].map(host => ({
      ...{ kind: 'host' as const, name: host, file },
    })),
  ];
}

/** What is the stack's own, and not only used by it. */
function own(value: YamlText | undefined): string[] {
  return entriesOf(value).flatMap(([name, each]) =>
    at(each, 'external') === 'true' ? [] : [name],
  );
}

/** Stacks of Docker Swarm. */
export class ComposeBelongings implements BelongingsReader {
  readonly id = 'compose';
  readonly #yaml = new YamlReader();

  reads({ name, text }: FolderFile): boolean {
    return /\.ya?ml$/.test(name) && /^services:/m.test(text ?? '');
  }

  read(files: readonly FolderFile[]) {
    const belongings: FoundBelonging[] = [];
    const untold: string[] = [];
    for (const file of files) {
      const [stack] = documentsOf(this.#yaml, file) ?? [];
      if (stack === undefined) untold.push(`${file.name} cannot be read`);
      const of = (kind: BelongingKind, names: string[]) =>
        names.map(name => ({ kind, name, file: file.name }));
      belongings.push(
        ...of('volume', own(at(stack, 'volumes'))),
        ...of('secret', own(at(stack, 'secrets'))),
        ...entriesOf(at(stack, 'services')).flatMap(([name, service]) =>
          readService(file.name, name, service),
        ),
      );
    }
    return { belongings, untold };
  }
}
