import type { BelongingKind } from '@slipway/backstage-plugin-delivery-common';
import { type YamlText, isMap, textAt, YamlReader } from '../formats';
import type { BelongingsReader, FolderFile, FoundBelonging } from './types';
import {
  at,
  documentsOf,
  hostsAmong,
  hostsInRule,
  listOf,
  textOf,
} from './yamlValues';

/** Kinds of objects that are what they say, with the group of their API. */
const PLAIN: Record<string, [group: RegExp, kind: BelongingKind]> = {
  PersistentVolumeClaim: [/^v1$/, 'volume'],
  Secret: [/^v1$/, 'secret'],
  SealedSecret: [/^bitnami\.com\//, 'secret'],
  ExternalSecret: [/^external-secrets\.io\//, 'secret'],
  Certificate: [/^cert-manager\.io\//, 'certificate'],
  Cluster: [/^postgresql\.cnpg\.io\//, 'database'],
  postgresql: [/^acid\.zalan\.do\//, 'database'],
  PostgresCluster: [/^postgres-operator\./, 'database'],
  RabbitmqCluster: [/^rabbitmq\.com\//, 'bus'],
  Kafka: [/^kafka\.strimzi\.io\//, 'bus'],
  Schedule: [/^velero\.io\//, 'backup'],
};

function sizeOf(spec: YamlText | undefined): { detail?: string } {
  const detail =
    textOf(at(spec, 'resources', 'requests', 'storage')) ??
    textOf(at(spec, 'storage', 'size'));
  return detail ? { detail } : {};
}

function hostsOf(object: YamlText): string[] {
  const spec = at(object, 'spec');
  switch (textAt(object, 'kind')) {
    case 'Ingress':
      return hostsAmong(
        listOf(at(spec, 'rules')).map(each => at(each, 'host')),
      );
    case 'HTTPRoute':
    case 'GRPCRoute':
      return hostsAmong(listOf(at(spec, 'hostnames')));
    case 'VirtualService':
      return hostsAmong(listOf(at(spec, 'hosts')));
    case 'IngressRoute':
      return listOf(at(spec, 'routes')).flatMap(each =>
        hostsInRule(textAt(each, 'match') ?? ''),
      );
    default:
      return [];
  }
}

function readObject(file: string, object: YamlText): FoundBelonging[] {
  const kind = textAt(object, 'kind') ?? '';
  const name = textOf(at(object, 'metadata', 'name')) ?? kind;
  const [group, plain] = PLAIN[kind] ?? [];
  const claims =
    kind === 'StatefulSet'
      ? listOf(at(object, 'spec', 'volumeClaimTemplates'))
      : [];
  return [
    ...(plain && group?.test(textAt(object, 'apiVersion') ?? '')
      ? [{ kind: plain, name, ...sizeOf(at(object, 'spec')), file }]
      : []),
    ...claims.map(claim => ({
      kind: 'volume' as const,
      name: `${textOf(at(claim, 'metadata', 'name')) ?? 'data'} of ${name}`,
      ...sizeOf(at(claim, 'spec')),
      file,
    })),
    ...hostsOf(object).map(host => ({
      ...{ kind: 'host' as const, name: host, file },
    })),
  ];
}

/** Objects of Kubernetes that stand in a folder as they are. */
export class KubernetesBelongings implements BelongingsReader {
  readonly id = 'kubernetes';
  readonly #yaml = new YamlReader();

  reads({ name, text }: FolderFile): boolean {
    return (
      /\.ya?ml$/.test(name) &&
      /^apiVersion:/m.test(text ?? '') &&
      /^kind:/m.test(text ?? '') &&
      !/^(kustomization|catalog-info[^/]*)\.ya?ml$/.test(name)
    );
  }

  read(files: readonly FolderFile[]) {
    const belongings: FoundBelonging[] = [];
    const untold: string[] = [];
    for (const file of files) {
      const documents = documentsOf(this.#yaml, file);
      if (!documents) {
        untold.push(`${file.name} cannot be read as it stands there`);
      }
      for (const object of documents ?? []) {
        const inList =
          textAt(object, 'kind') === 'List' ? at(object, 'items') : undefined;
        for (const each of inList ? listOf(inList) : [object]) {
          if (isMap(each)) belongings.push(...readObject(file.name, each));
        }
      }
    }
    return { belongings, untold };
  }
}
