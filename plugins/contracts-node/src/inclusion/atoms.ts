import type { Formula } from './Formulas';

/** What can be asked of a number. */
export type NumberAtom =
  | { name: 'minimum' | 'maximum'; value: number; exclusive: boolean }
  | { name: 'multipleOf'; value: number };

/** What can be asked of a text. */
export type StringAtom =
  | { name: 'minLength' | 'maxLength'; value: number }
  | { name: 'pattern'; pattern: string }
  | { name: 'format'; format: string };

/** What can be asked of an array. */
export type ArrayAtom =
  | { name: 'minItems' | 'maxItems'; value: number }
  | { name: 'uniqueItems' }
  | { name: 'items'; prefix: Formula[]; rest: Formula }
  | { name: 'containsAtLeast'; item: Formula; count: number };

/** What can be asked of an object. */
export type ObjectAtom =
  | { name: 'minProperties' | 'maxProperties'; value: number }
  | { name: 'required'; property: string }
  | { name: 'propertyNames'; names: Formula }
  | {
      name: 'properties';
      named: [name: string, value: Formula][];
      patterns: [pattern: string, value: Formula][];
      rest: Formula;
    };

/** The question for all properties or items. */
export type PropertiesAtom = Extract<ObjectAtom, { name: 'properties' }>;
export type ItemsAtom = Extract<ArrayAtom, { name: 'items' }>;
