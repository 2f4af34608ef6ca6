import type { JsonObject, JsonValue } from '@backstage/types';

/** A page of the form, as the wizard hands it to its last step. */
export interface ReviewedStep {
  mergedSchema: JsonObject;
}

/** One answer in words. */
export interface ReviewedAnswer {
  key: string;
  name: string;
  /** Lines of text; empty of a secret. */
  lines: string[];
  /** True of what is never shown. */
  isSecret: boolean;
  /** What the form says of the field. */
  field: JsonObject;
}

/** The answers of a page. */
export interface ReviewedPage {
  title?: string;
  index: number;
  answers: ReviewedAnswer[];
}

/** Words for answers that are none. */
export interface AnswerWords {
  yes: string;
  no: string;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function fits(schema: JsonValue | undefined, answer: JsonValue | undefined) {
  if (!isObject(schema)) return true;
  if (schema.const !== undefined && schema.const !== answer) return false;
  return !Array.isArray(schema.enum) || schema.enum.includes(answer as never);
}

/** Whether a condition of a form holds, as far as forms of templates ask. */
function holds(condition: JsonValue | undefined, answers: JsonObject): boolean {
  if (!isObject(condition)) return condition !== false;
  const required = Array.isArray(condition.required) ? condition.required : [];
  const properties = isObject(condition.properties) ? condition.properties : {};
  return (
    required.every(key => answers[String(key)] !== undefined) &&
    Object.entries(properties).every(
      ([key, schema]) =>
        answers[key] === undefined || fits(schema, answers[key]),
    )
  );
}

/** The parts of a page that count for these answers. */
function activeParts(schema: JsonObject, answers: JsonObject): JsonObject[] {
  const chosen =
    schema.if === undefined
      ? []
      : [holds(schema.if, answers) ? schema.then : schema.else];
  const dependencies = isObject(schema.dependencies) ? schema.dependencies : {};
  const parts = [
    ...objectsIn(schema.allOf),
    ...[...objectsIn(schema.oneOf), ...objectsIn(schema.anyOf)].filter(part =>
      holds(part, answers),
    ),
    ...Object.entries(dependencies).flatMap(([key, part]) =>
      answers[key] === undefined ? [] : [part],
    ),
    ...chosen,
  ].filter(isObject);
  return [schema, ...parts.flatMap(part => activeParts(part, answers))];
}

/** The fields of a page that are asked with these answers, each once. */
function fieldsOf(schema: JsonObject, answers: JsonObject) {
  const fields = new Map<string, JsonObject>();
  for (const { properties } of activeParts(schema, answers)) {
    for (const [key, field] of Object.entries(
      isObject(properties) ? properties : {},
    )) {
      if (isObject(field)) fields.set(key, { ...field, ...fields.get(key) });
    }
  }
  const { 'ui:order': order } = schema;
  if (!Array.isArray(order)) return fields;
  const rankOf = (key: string) =>
    order.indexOf(key) + 1 || order.indexOf('*') + 1 || order.length + 1;
  return new Map(
    [...fields].sort(([one], [other]) => rankOf(one) - rankOf(other)),
  );
}

function reviewOf(field: JsonObject): JsonObject {
  const own = field['ui:backstage'];
  const review = isObject(own) ? own.review : undefined;
  return isObject(review) ? review : {};
}

function isSecretField(field: JsonObject): boolean {
  return (
    /^(Delivery)?Secret$/i.test(String(field['ui:field'] ?? '')) ||
    field['ui:widget'] === 'password'
  );
}

/** Fields of which there is something to tell without an answer, too. */
const TELLING = new Set(['DeliveryHostNames']);
/** Fields whose answer is told in other words than it is written. */
const TOLD = new Set(['DeliveryOwner', 'OwnerPicker']);

function tellsMore(field: JsonObject): boolean {
  return TELLING.has(String(field['ui:field']));
}

function isTold(field: JsonObject): boolean {
  return tellsMore(field) || TOLD.has(String(field['ui:field']));
}

function textOf(value: JsonValue, field: JsonObject, words: AnswerWords) {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const { enum: options, enumNames } = field;
  if (Array.isArray(options) && Array.isArray(enumNames)) {
    const name = enumNames[options.indexOf(value as never)];
    if (name !== undefined) return String(name);
  }
  return String(value);
}

function linesOf(
  value: JsonValue | undefined,
  field: JsonObject,
  words: AnswerWords,
): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) {
    const items = isObject(field.items) ? field.items : {};
    return value.map(item => linesOf(item, items, words).join(' '));
  }
  if (isObject(value)) {
    const properties = isObject(field.properties) ? field.properties : {};
    return Object.entries(value).flatMap(([key, each]) => {
      const own = properties[key];
      return linesOf(each, isObject(own) ? own : {}, words);
    });
  }
  return [textOf(value, field, words)];
}

/** All answers that count, page by page, in words. */
export function reviewAnswers(
  steps: readonly ReviewedStep[],
  answers: JsonObject,
  words: AnswerWords,
): ReviewedPage[] {
  return steps.map(({ mergedSchema }, index) => {
    const fields = [...fieldsOf(mergedSchema, answers)];
    const { title } = mergedSchema;
    return {
      ...{ index, title: typeof title === 'string' ? title : undefined },
      answers: fields.flatMap(([key, field]): ReviewedAnswer[] => {
        const { show, mask, name } = reviewOf(field);
        const isSecret = isSecretField(field);
        const lines = mask
          ? [String(mask)]
          : linesOf(answers[key], field, words);
        const isShown = lines.length > 0 || tellsMore(field);
        if (show === false || !isShown) return [];
        return [
          {
            ...{ key, isSecret, field },
            lines: isSecret || isTold(field) ? [] : lines,
            name: String(name ?? field.title ?? key),
          },
        ];
      }),
    };
  });
}

/** Where a field of some name stands in the form, and what it is called there. */
export function placeOfField(
  steps: readonly ReviewedStep[],
  answers: JsonObject,
  name: string,
): { index: number; page?: string; field: string } | undefined {
  for (const [index, { mergedSchema }] of steps.entries()) {
    const field = fieldsOf(mergedSchema, answers).get(name);
    if (field) {
      const { title } = mergedSchema;
      return {
        ...{ index, field: String(field.title ?? name) },
        ...(typeof title === 'string' && { page: title }),
      };
    }
  }
  return undefined;
}

/** The answer of the first field of a kind, for example of `DeliveryPlan`. */
export function answerOfField(
  steps: readonly ReviewedStep[],
  answers: JsonObject,
  uiField: string,
): string | undefined {
  for (const { mergedSchema } of steps) {
    for (const [key, field] of fieldsOf(mergedSchema, answers)) {
      const answer = answers[key];
      if (field['ui:field'] === uiField && typeof answer === 'string') {
        return answer;
      }
    }
  }
  return undefined;
}
