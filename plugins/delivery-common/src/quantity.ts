const SUFFIXES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9 },
  ...{ T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
  ...{ Pi: 2 ** 50, Ei: 2 ** 60 },
};

const QUANTITY =
  /^(\d{1,18}(?:\.\d{0,9})?|\.\d{1,9})(?:[eE](\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * Reads an amount as Kubernetes writes it, for example `500m`, `8Gi` or `4`.
 *
 * @returns cores or bytes; undefined for text that is no such amount
 * @public
 */
export function parseQuantity(text: string): number | undefined {
  const [, number, exponent, suffix = ''] = QUANTITY.exec(text.trim()) ?? [];
  if (number === undefined) {
    return undefined;
  }
  const factor = exponent ? 10 ** Number(exponent) : SUFFIXES[suffix];
  const amount = Number(number) * factor;
  return Number.isFinite(amount) ? amount : undefined;
}
