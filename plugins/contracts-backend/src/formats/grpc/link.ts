import type { ContractDirection } from '@slipway/backstage-plugin-contracts-common';
import { type Features, featuresOfFile, featuresWith } from './features';
import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoRpc,
  ProtoService,
} from './protoModel';

/** How often a field may stand in a message. */
export type Cardinality =
  'map' | 'repeated' | 'required' | 'explicit' | 'implicit';

/** A field with all that its surroundings say about it. */
export interface LinkedField extends ProtoField {
  /** `scalar` is also what is declared in no file that was given. */
  kind: 'scalar' | 'enum' | 'message' | 'group';
  cardinality: Cardinality;
  features: Features;
}

/** A message with its fields by number. */
export interface LinkedMessage extends Omit<ProtoMessage, 'fields'> {
  fields: ReadonlyMap<number, LinkedField>;
  features: Features;
}

/** An enum with what its surroundings say about it. */
export interface LinkedEnum extends ProtoEnum {
  features: Features;
}

/** All files of a document, with names resolved. */
export interface LinkedProto {
  files: readonly ProtoFile[];
  messages: ReadonlyMap<string, LinkedMessage>;
  enums: ReadonlyMap<string, LinkedEnum>;
  services: ReadonlyMap<string, ProtoService>;
  /** By the message they extend and their number. */
  extensions: ReadonlyMap<string, LinkedField>;
  /** Which way messages and enums flow; absent when no operation names them. */
  flows: ReadonlyMap<string, ReadonlySet<ContractDirection>>;
}

const SCALARS = new Set(
  'double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes'.split(
    ' ',
  ),
);

/** Links the files of one document. */
class Linker {
  readonly #messages = new Map<string, LinkedMessage>();
  readonly #enums = new Map<string, LinkedEnum>();
  readonly #features = new Map<string, Features>();
  readonly #kinds = new Map<string, 'message' | 'enum'>();

  constructor(readonly files: readonly ProtoFile[]) {
    for (const file of files) this.#declare(file);
  }

  #declare(file: ProtoFile) {
    const outer = featuresOfFile(file);
    for (const each of file.messages) {
      const around = each.fullName.slice(0, -each.name.length - 1);
      const holder = this.#features.get(around) ?? outer;
      this.#features.set(each.fullName, featuresWith(holder, each.options));
      this.#kinds.set(each.fullName, 'message');
    }
    for (const each of file.enums) {
      const around = each.fullName.slice(0, -each.name.length - 1);
      const holder = this.#features.get(around) ?? outer;
      this.#features.set(each.fullName, featuresWith(holder, each.options));
      this.#kinds.set(each.fullName, 'enum');
    }
  }

  /** The whole name of a type, looked up from the inside out. */
  #resolve(name: string, scope: string): string {
    if (name.startsWith('.')) return name.slice(1);
    for (
      let at = scope;
      at;
      at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))
    ) {
      if (this.#kinds.has(`${at}.${name}`)) return `${at}.${name}`;
    }
    return name;
  }

  #field(field: ProtoField, scope: string, outer: Features, proto3: boolean) {
    const features = featuresWith(outer, field.options);
    const scalar = SCALARS.has(field.type);
    const type = scalar ? field.type : this.#resolve(field.type, scope);
    const found = scalar ? undefined : this.#kinds.get(type);
    const delimited =
      field.group ||
      (found === 'message' && features.message_encoding === 'DELIMITED');
    const kind = delimited ? 'group' : (found ?? 'scalar');
    const cardinality = cardinalityOf(field, kind, features, proto3);
    return { ...field, type, kind, cardinality, features } as LinkedField;
  }

  #link(file: ProtoFile) {
    const outer = featuresOfFile(file);
    const proto3 = file.syntax === 'proto3';
    for (const message of file.messages) {
      const features = this.#features.get(message.fullName) ?? outer;
      const fields = message.fields.map(each =>
        this.#field(each, message.fullName, features, proto3),
      );
      const byNumber = new Map(fields.map(each => [each.number, each]));
      const linked = { ...message, features, fields: byNumber };
      this.#messages.set(message.fullName, linked);
    }
    for (const each of file.enums) {
      const features = this.#features.get(each.fullName) ?? outer;
      this.#enums.set(each.fullName, { ...each, features });
    }
  }

  run(): LinkedProto {
    for (const file of this.files) this.#link(file);
    const services = new Map<string, ProtoService>();
    const extensions = new Map<string, LinkedField>();
    for (const file of this.files) {
      for (const service of file.services) {
        const resolve = (name: string) => this.#resolve(name, service.fullName);
        const rpcs = service.rpcs.map(rpc => ({
          ...rpc,
          request: resolve(rpc.request),
          response: resolve(rpc.response),
        }));
        services.set(service.fullName, { ...service, rpcs });
      }
      for (const { scope, field } of file.extensions) {
        const target = this.#resolve(field.extends ?? '', scope);
        const features = featuresOfFile(file);
        const linked = this.#field(field, scope, features, false);
        const key = `${target}#${field.number}`;
        extensions.set(key, { ...linked, extends: target });
      }
    }
    const parts = { messages: this.#messages, enums: this.#enums, services };
    const rpcs = [...services.values()].flatMap(each => each.rpcs);
    const flows = flowsOf(rpcs, this.#messages, extensions);
    return { files: this.files, ...parts, extensions, flows };
  }
}

function cardinalityOf(
  field: ProtoField,
  kind: LinkedField['kind'],
  features: Features,
  proto3: boolean,
): Cardinality {
  if (field.key) return 'map';
  if (field.label === 'repeated') return 'repeated';
  if (
    field.label === 'required' ||
    features.field_presence === 'LEGACY_REQUIRED'
  ) {
    return 'required';
  }
  const explicit =
    field.oneof !== undefined ||
    field.extends !== undefined ||
    kind === 'message' ||
    kind === 'group' ||
    (proto3 && field.label === 'optional') ||
    features.field_presence === 'EXPLICIT';
  return explicit ? 'explicit' : 'implicit';
}

function flowsOf(
  rpcs: readonly ProtoRpc[],
  messages: ReadonlyMap<string, LinkedMessage>,
  extensions: ReadonlyMap<string, LinkedField>,
) {
  const flows = new Map<string, Set<ContractDirection>>();
  const extended = new Map<string, string[]>();
  for (const { extends: target = '', type } of extensions.values()) {
    extended.set(target, [...(extended.get(target) ?? []), type]);
  }
  const queue: [string, ContractDirection][] = rpcs.flatMap(rpc => [
    [rpc.request, 'send'],
    [rpc.response, 'receive'],
  ]);
  for (let index = 0; index < queue.length; index++) {
    const [name, direction] = queue[index];
    const known = flows.get(name) ?? new Set<ContractDirection>();
    if (known.has(direction)) continue;
    flows.set(name, known.add(direction));
    for (const { type } of messages.get(name)?.fields.values() ?? []) {
      queue.push([type, direction]);
    }
    for (const type of extended.get(name) ?? []) queue.push([type, direction]);
  }
  return flows;
}

/** Resolves the names in the files of a document. */
export function link(files: readonly ProtoFile[]): LinkedProto {
  return new Linker(files).run();
}
