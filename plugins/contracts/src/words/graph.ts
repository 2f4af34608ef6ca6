/** Words in the graphs of the catalog. */
export const graphWords = {
  breaks: '⊗ would break',
  unknown: '? not known',
  risky: '△ risky',
  untouched: '= nothing changed',
  fine: '✓ fine',
} as const;
