import type { ProtoFile, ProtoOptions } from './protoModel';

/** What a file, message, enum or field says about how it is written. */
export interface Features {
  field_presence: string;
  enum_type: string;
  utf8_validation: string;
  message_encoding: string;
  json_format: string;
}

const NEWEST: Features = {
  field_presence: 'EXPLICIT',
  enum_type: 'OPEN',
  utf8_validation: 'VERIFY',
  message_encoding: 'LENGTH_PREFIXED',
  json_format: 'ALLOW',
};

const BY_SYNTAX: Readonly<Partial<Record<string, Features>>> = {
  proto2: {
    ...NEWEST,
    enum_type: 'CLOSED',
    utf8_validation: 'NONE',
    json_format: 'LEGACY_BEST_EFFORT',
  },
  proto3: { ...NEWEST, field_presence: 'IMPLICIT' },
};

/** The features of a thing inside another. */
export function featuresWith(outer: Features, options: ProtoOptions): Features {
  const own: Partial<Features> = {};
  for (const name of Object.keys(outer) as (keyof Features)[]) {
    const value = options.get(`features.${name}`);
    if (value) own[name] = value;
  }
  return Object.keys(own).length ? { ...outer, ...own } : outer;
}

/** The features that hold in a file unless told. */
export function featuresOfFile({ syntax, options }: ProtoFile): Features {
  return featuresWith(BY_SYNTAX[syntax] ?? NEWEST, options);
}
