/** Signs that a hurried reader takes for each other. */
const ALIKE: [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1|]/g, 'l'],
  [/5/g, 's'],
  [/-/g, ''],
];

/**
 * The same text for names that look alike: `acme-1` and `acmel`.
 *
 * @public
 */
export function skeletonOf(name: string): string {
  let text = name.normalize('NFKC').toLowerCase();
  for (const [pattern, sign] of ALIKE) text = text.replace(pattern, sign);
  return text;
}
