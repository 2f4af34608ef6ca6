const UNITS: [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A length of time in the largest unit that fits, for example `9 days`. */
export function describeDuration(seconds: number): string {
  for (const [name, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) {
      return `${count} ${name}${count === 1 ? '' : 's'}`;
    }
  }
  const rest = Math.max(0, Math.round(seconds));
  return `${rest} second${rest === 1 ? '' : 's'}`;
}

/** A length of time to the second, for example `1 min 42 s`. */
export function describeSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = `${whole % 60} s`;
  return minutes ? `${minutes} min ${rest}` : rest;
}
