/** A number and its unit must not be torn apart at the end of a line. */
const SPACE = '\u00a0';

/** `4.2 %`, with as many digits as a small share needs to be seen. */
export function percent(ratio: number): string {
  const value = ratio * 100;
  const digits = value > 0 && value < 0.095 ? 2 : 1;
  return `${value.toFixed(digits)}${SPACE}%`;
}

/** `14,200`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** `n = 3,400`. */
export function sample(value: number): string {
  return `n${SPACE}=${SPACE}${count(value)}`;
}

/** `210 ms` or `1.9 s`. */
export function seconds(value: number): string {
  return value < 1
    ? `${Math.round(value * 1000)}${SPACE}ms`
    : `${value.toFixed(1)}${SPACE}s`;
}
