import {
  missingCorpora,
  readCorpus,
} from '@slipway/backstage-plugin-delivery-node/testUtils';
import Ajv, { type ValidateFunction } from 'ajv';
import type { KubernetesObject } from '../helm/renderChart';

interface Definition {
  spec: {
    names: { kind: string };
    versions: { name: string; schema: { openAPIV3Schema: object } }[];
  };
}

type Schema = Record<string, unknown>;

/**
 * A cluster prunes what a schema does not know. Here it is refused, so that a
 * misspelled field shows.
 */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(strict);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const result: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    result[key] = strict(value);
  }
  const isOpen =
    'additionalProperties' in result ||
    result['x-kubernetes-preserve-unknown-fields'] === true;
  if (result.type === 'object' && 'properties' in result && !isOpen) {
    result.additionalProperties = false;
  }
  return result;
}

/** Judges objects by the definitions of Argo CD. */
export class CustomResourceJudge {
  readonly #ajv = new Ajv({
    strict: false,
    validateFormats: false,
    allErrors: true,
  });
  readonly #validators = new Map<string, ValidateFunction>();

  /** Says what is missing to judge, or undefined. */
  static missing(): string | undefined {
    return missingCorpora();
  }

  static create(): CustomResourceJudge {
    const judge = new CustomResourceJudge();
    for (const definition of readCorpus('kubernetes/crds')) {
      const { spec } = definition as unknown as Definition;
      for (const { name, schema } of spec.versions) {
        judge.#validators.set(
          `argoproj.io/${name} ${spec.names.kind}`,
          judge.#ajv.compile(judge.#topLevel(schema.openAPIV3Schema)),
        );
      }
    }
    return judge;
  }

  knows({ apiVersion, kind }: KubernetesObject): boolean {
    return this.#validators.has(`${apiVersion} ${kind}`);
  }

  /** What the definition says against an object; empty when all is well. */
  problems(object: KubernetesObject): string[] {
    const { apiVersion, kind, metadata } = object;
    const validate = this.#validators.get(`${apiVersion} ${kind}`);
    if (!validate) {
      return [`${apiVersion} ${kind} is not defined`];
    }
    if (validate(object)) {
      return [];
    }
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${kind} ${metadata.name}: ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** The API server checks the metadata by itself. */
  #topLevel(schema: object): Schema {
    const result = strict(schema) as Schema;
    const properties = result.properties as Schema;
    return { ...result, properties: { ...properties, metadata: true } };
  }
}
