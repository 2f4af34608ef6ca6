/** Numbers as whole multiples of one power of ten, so that nothing is rounded. */
export interface Scaled {
  values: bigint[];
  /** How many decimals were moved. */
  decimals: number;
}

function split(value: number): { digits: bigint; exponent: number } {
  const [mantissa, exponent] = value.toExponential().split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  return {
    digits: BigInt(whole + fraction),
    exponent: Number(exponent) - fraction.length,
  };
}

/** Brings numbers to one scale. */
export function scale(values: readonly number[]): Scaled {
  const parts = values.map(split);
  const decimals = Math.max(0, ...parts.map(({ exponent }) => -exponent));
  return {
    decimals,
    values: parts.map(
      ({ digits, exponent }) => digits * 10n ** BigInt(exponent + decimals),
    ),
  };
}

/** The number that a scaled one stands for. */
export function unscale(value: bigint, decimals: number): number {
  return Number(`${value}e-${decimals}`);
}

/** Whether a number is a whole multiple of another, by their decimal digits. */
export function isMultiple(value: number, of: number): boolean {
  const [scaled, divisor] = scale([value, of]).values;
  return divisor !== 0n && scaled % divisor === 0n;
}

/** The least number that is a multiple of all. */
export function leastCommonMultiple(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => {
    let [x, y] = [a, b];
    while (y) {
      [x, y] = [y, x % y];
    }
    return (a / x) * b;
  }, 1n);
}

/** Divides and rounds down, or up. */
export function divide(value: bigint, by: bigint, up: boolean): bigint {
  const quotient = value / by;
  const rest = value % by;
  if (rest === 0n) return quotient;
  if (up) return rest > 0n ? quotient + 1n : quotient;
  return rest < 0n ? quotient - 1n : quotient;
}
