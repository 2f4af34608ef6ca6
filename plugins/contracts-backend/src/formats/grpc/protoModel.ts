/** Options by their whole names, for example `features.json_format`. */
export type ProtoOptions = ReadonlyMap<string, string>;

/** Numbers from one to another, both included. */
export type ProtoRange = readonly [from: number, to: number];

/** A field, also one of a `oneof` or of an extension. */
export interface ProtoField {
  name: string;
  number: number;
  label: '' | 'optional' | 'required' | 'repeated';
  /** As it is written, or the whole name once it is linked. */
  type: string;
  key?: string;
  oneof?: string;
  group: boolean;
  /** Of an extension: the message that is extended. */
  extends?: string;
  options: ProtoOptions;
}

interface Declared {
  name: string;
  fullName: string;
  options: ProtoOptions;
}

interface Reserving extends Declared {
  reservedNumbers: ProtoRange[];
  reservedNames: string[];
}

/** A message. */
export interface ProtoMessage extends Reserving {
  fields: ProtoField[];
  extensionNumbers: ProtoRange[];
}

/** One name of a number of an enum. */
export interface ProtoEnumValue {
  name: string;
  number: number;
  options: ProtoOptions;
}

/** An enum. */
export interface ProtoEnum extends Reserving {
  values: ProtoEnumValue[];
}

/** An operation of a service. */
export interface ProtoRpc {
  name: string;
  request: string;
  response: string;
  requestStreams: boolean;
  responseStreams: boolean;
  options: ProtoOptions;
}

/** A service. */
export interface ProtoService extends Declared {
  rpcs: ProtoRpc[];
}

/** What one file declares; types inside types stand beside them. */
export interface ProtoFile {
  path: string;
  /** `proto2`, `proto3`, or the year of an edition. */
  syntax: string;
  package: string;
  imports: string[];
  options: ProtoOptions;
  messages: ProtoMessage[];
  enums: ProtoEnum[];
  services: ProtoService[];
  /** Extensions, with the scope in which their types are looked up. */
  extensions: { scope: string; field: ProtoField }[];
}
