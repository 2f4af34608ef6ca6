import type { FormError } from './saidErrors';

function partsOf(property: string | undefined): string[] {
  return property?.split('.').filter(Boolean) ?? [];
}

/** An answer by the path that an error names, for example `.contacts.1`. */
export function answerAt(answers: unknown, property: string): unknown {
  return partsOf(property).reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[key]
        : undefined,
    answers,
  );
}

/** Those of which the answer is still the one that was refused. */
export function openErrors(
  errors: readonly FormError[],
  refused: unknown,
  answers: unknown,
): FormError[] {
  return errors.filter(({ property, message, stack }) => {
    // One that says nothing helps nobody, and says it in an empty line.
    if (!message && !stack) return false;
    if (!partsOf(property).length) return true;
    const [one, other] = [refused, answers].map(all =>
      JSON.stringify(answerAt(all, property!)),
    );
    return one === other;
  });
}

const INPUTS = 'input, textarea, select, button, [tabindex]';

function inputIn(element: Element | null): HTMLElement | undefined {
  if (!element) return undefined;
  const found = element.matches(INPUTS)
    ? element
    : (element.querySelector('[aria-invalid=true]') ??
      element.querySelector(INPUTS));
  return (found as HTMLElement | null) ?? undefined;
}

/** Where the answer of an error is written: fields are named by their path. */
function inputOf(form: Element, { property }: FormError) {
  const parts = partsOf(property);
  // Of a list in a field of its own only the whole has a name.
  for (let length = parts.length; length > 0; length -= 1) {
    const id = CSS.escape(['root', ...parts.slice(0, length)].join('_'));
    const input =
      inputIn(form.querySelector(`#${id}`)) ??
      inputIn(form.querySelector(`[aria-describedby~="${id}-note"]`));
    if (input) return input;
  }
  return undefined;
}

/** The first of them on the page. */
export function firstInput(
  form: Element,
  errors: readonly FormError[],
): HTMLElement | undefined {
  return errors
    .flatMap(error => inputOf(form, error) ?? [])
    .reduce<HTMLElement | undefined>(
      (first, input) =>
        !first ||
        input.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING
          ? input
          : first,
      undefined,
    );
}
