/** Words in the graphs of the catalog. */
export const graphWords = {
  breaks: '⊗ would break',
  unknown: '? not known',
  risky: '△ risky',
  fine: '✓ fine',
} as const;
