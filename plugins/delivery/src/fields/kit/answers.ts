import type { JsonObject, JsonValue } from '@backstage/types';

/** What the parts of fields need of what the scaffolder hands to a field. */
export interface FieldFacts {
  name: string;
  idSchema: { $id: string };
  schema: { title?: string; description?: string };
  uiSchema: { 'ui:description'?: unknown; 'ui:autofocus'?: unknown };
  required?: boolean;
  disabled: boolean;
  readonly: boolean;
  rawErrors: string[];
  onBlur(id: string, value: unknown): void;
}

interface Asked {
  formContext?: unknown;
  idSchema: { $id: string };
  idSeparator?: string;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** All answers of the form, those of other pages as well. */
export function answersOf({ formContext }: Pick<Asked, 'formContext'>) {
  return ((formContext as { formData?: JsonObject })?.formData ??
    {}) as JsonObject;
}

/** The object that holds the field: an item of a list, or all answers. */
function holderOf(props: Asked): JsonObject {
  const all = answersOf(props);
  const [, ...keys] = props.idSchema.$id.split(props.idSeparator ?? '_');
  let holder: JsonValue = all;
  while (keys.length > 1) {
    // A name may hold the separator: the shortest that is there counts.
    let taken = 1;
    const current: JsonObject = isObject(holder) ? holder : {};
    while (
      taken < keys.length &&
      !isObject(current[keys.slice(0, taken).join('_')])
    ) {
      taken += 1;
    }
    const next: JsonValue | undefined = current[keys.slice(0, taken).join('_')];
    if (!isObject(next)) return all;
    holder = next;
    keys.splice(0, taken);
  }
  return isObject(holder) ? holder : all;
}

/** A text that was answered: beside the field, else anywhere in the form. */
export function answerOf(
  props: Asked,
  field: string | undefined,
): string | undefined {
  if (!field) return undefined;
  const value = holderOf(props)[field] ?? answersOf(props)[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `component:default/payments` and `payments` name the same folder. */
export function bareName(ref: string | undefined): string | undefined {
  return ref?.replace(/^.*[:/]/, '');
}

/** The entity ref of a component that is named by its ref or its name. */
export function componentRefOf(ref: string): string {
  const [kind, rest] = ref.includes(':') ? ref.split(':') : ['component', ref];
  const [namespace, name] = rest.includes('/')
    ? rest.split('/')
    : ['default', rest];
  return `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}

/** Fills `{name}` of a pattern from the answers; undefined while one is missing. */
export function fillPattern(props: Asked, pattern: string): string | undefined {
  let isWhole = true;
  const text = pattern.replace(/\{(\w+)(\?[^}]*)?\}/g, (_, field, suffix) => {
    const answer = bareName(answerOf(props, field));
    if (answer) return suffix ? `${answer}${suffix.slice(1)}` : answer;
    // `{tenant?--}` is the tenant and what follows it, or nothing.
    if (!suffix) isWhole = false;
    return '';
  });
  return isWhole ? text : undefined;
}
