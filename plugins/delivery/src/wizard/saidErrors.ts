import type { FormProps } from '@backstage/plugin-scaffolder-react';
import type { DeliveryWords } from '../translation';

type TransformErrors = NonNullable<FormProps['transformErrors']>;
/** What is wrong with one answer, as forms tell it. */
export type FormError = Parameters<TransformErrors>[0][number];

/** Keywords that repeat what is said of their parts. */
const ECHOES = new Set(['if', 'oneOf', 'anyOf', 'allOf']);

function typeSentence(type: unknown, t: DeliveryWords): string {
  if (type === 'integer') return t('wizard.whole');
  return type === 'number' ? t('wizard.number') : t('wizard.form');
}

/** What has to be done about an answer; undefined where the form says it itself. */
function sentenceOf(
  { name, params = {} }: FormError,
  t: DeliveryWords,
): string | undefined {
  const { limit } = params;
  const count = Number(limit);
  switch (name) {
    case 'required':
      return t('wizard.required');
    case 'pattern':
    case 'format':
      return t('wizard.form');
    case 'const':
      return params.allowedValue === true
        ? t('wizard.tick')
        : t('wizard.oneOf');
    case 'enum':
      return t('wizard.oneOf');
    case 'type':
      return typeSentence(params.type, t);
    case 'uniqueItems':
      return t('wizard.twice');
    case 'minLength':
      return count === 1 ? t('wizard.required') : t('wizard.longer', { count });
    case 'maxLength':
      return t('wizard.shorter', { count });
    case 'minItems':
      return t('wizard.more', { count });
    case 'maxItems':
      return t('wizard.fewer', { count });
    case 'minimum':
      return t('wizard.least', { limit });
    case 'maximum':
      return t('wizard.most', { limit });
    default:
      return undefined;
  }
}

/**
 * Turns what a validator tells a programmer, for example the expression that a
 * name must match, into what a person has to do.
 */
export function saidErrors(errors: FormError[], t: DeliveryWords): FormError[] {
  const plain = errors.filter(({ name }) => !ECHOES.has(name ?? ''));
  // Without its parts such an error is all that is known.
  return (plain.length ? plain : errors).map(error => {
    const message = sentenceOf(error, t);
    return message ? { ...error, message, stack: message } : error;
  });
}
