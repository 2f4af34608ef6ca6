/** Where a setting comes from: `process.env`, or what a test gives. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A number of the environment. @throws Error that names the variable */
export function numberOf(
  environment: Environment,
  name: string,
  byDefault: number,
): number {
  const text = environment[name];
  if (text === undefined || text === '') {
    return byDefault;
  }
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) {
    throw new Error(`${name} is '${text}', which is no whole number`);
  }
  return number;
}

/** A text of the environment. */
export function textOf(
  environment: Environment,
  name: string,
  byDefault: string,
): string {
  return environment[name] || byDefault;
}
