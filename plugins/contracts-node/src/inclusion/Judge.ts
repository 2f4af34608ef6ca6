import Ajv, { type Options, type ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import AjvDraft04 from 'ajv-draft-04';
import { isRecord, type SchemaDraft } from './dialect';
import { FORMAT_SAMPLES, FREE_FORMATS, type FormatChecks } from './formats';
import type { Patterns } from './Patterns';

const KEY = 'document:/judged';

/** A validator of its own making, which has the last word on counter-examples. */
export class Judge {
  readonly #validate?: ValidateFunction;

  constructor(
    document: unknown,
    pointer: string,
    draft: SchemaDraft,
    { patterns, formats }: { patterns: Patterns; formats: FormatChecks },
  ) {
    try {
      const ajv = createAjv(draft, patterns, formats);
      const schema = isRecord(document) ? withoutDraft(document) : document;
      ajv.addSchema(schema as object, KEY);
      this.#validate = pointer
        ? ajv.getSchema(`${KEY}#${pointer}`)
        : ajv.getSchema(KEY);
    } catch {
      // A document that the validator refuses has no judge.
    }
  }

  /** Undefined when the validator cannot say. */
  accepts(value: unknown): boolean | undefined {
    try {
      return this.#validate && Boolean(this.#validate(value));
    } catch {
      return undefined;
    }
  }
}

function withoutDraft(document: Record<string, unknown>) {
  const { $schema, $id, id, ...rest } = document;
  const own = $id ?? id;
  // References to the document's own address need that address.
  const needsId = typeof own === 'string' && JSON.stringify(rest).includes(own);
  const name = $id === undefined ? 'id' : '$id';
  return needsId ? { ...rest, [name]: own } : rest;
}

function createAjv(
  draft: SchemaDraft,
  patterns: Patterns,
  formats: FormatChecks,
): Ajv {
  const regExp = Object.assign(
    (pattern: string) => ({
      // The validator tells expressions apart by their text.
      toString: () => pattern,
      test: (text: string) => known(patterns.test(pattern, text)),
    }),
    { code: 'undefined' },
  );
  const options: Options = {
    strict: false,
    // Without it, a keyword that does not apply can hide the ones after it.
    allErrors: true,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    code: { regExp, optimize: false },
    unicodeRegExp: true,
    ignoreKeywordsWithRef: draft === 'draft-04' || draft === 'draft-07',
  } as Options;
  const ajv = construct(draft, options);
  for (const name of Object.keys(FORMAT_SAMPLES)) {
    ajv.addFormat(name, text => known(formats.check(name, text)));
  }
  for (const name of FREE_FORMATS) {
    ajv.addFormat(name, true);
  }
  addNumberFormats(ajv);
  return ajv;
}

function construct(draft: SchemaDraft, options: Options): Ajv {
  switch (draft) {
    case 'draft-04':
      return new AjvDraft04(options) as unknown as Ajv;
    case 'draft-07':
      return new Ajv(options);
    case '2019-09':
      return new Ajv2019(options) as unknown as Ajv;
    default:
      return new Ajv2020(options) as unknown as Ajv;
  }
}

function addNumberFormats(ajv: Ajv) {
  const whole = (value: number) => Number.isInteger(value);
  ajv.addFormat('int64', { type: 'number', validate: whole });
  ajv.addFormat('int32', {
    type: 'number',
    validate: value =>
      whole(value) && value >= -(2 ** 31) && value <= 2 ** 31 - 1,
  });
  ajv.addFormat('float', { type: 'number', validate: () => true });
  ajv.addFormat('double', { type: 'number', validate: () => true });
}

/** Nothing is taken for accepted or refused that cannot be told. */
function known(answer: boolean | undefined): boolean {
  if (answer === undefined) {
    throw new Error('This cannot be told.');
  }
  return answer;
}
