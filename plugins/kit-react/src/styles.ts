import type { Theme } from '@material-ui/core/styles';

/** A phone: dialogs fill it, cards lose their margins. @public */
export const NARROW_QUERY = '(max-width: 700px)';

/** Media query for narrow pages. @public */
export const narrow = `@media ${NARROW_QUERY}`;

/**
 * Pages on which the sidebar leaves too little for a table: rows become
 * blocks. Queries of the container would say it better; JSS knows none.
 *
 * @public
 */
export const TIGHT_QUERY = '(max-width: 960px)';

/** Media query for pages without room for a table. @public */
export const tight = `@media ${TIGHT_QUERY}`;

/** The same for lanes, which need more. @public */
export const tightLanes = '@media (max-width: 1160px)';

/** Lanes that also hold a picture have little left for words. @public */
export const snugLanes = '@media (max-width: 1400px)';

/** Media query for fingers: targets are 44 px at least. @public */
export const touch = '@media (pointer: coarse)';

/** Media query for those who asked for less movement. @public */
export const still = '@media (prefers-reduced-motion: reduce)';

export const MONO =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

/** Text that only a screen reader gets. @public */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** Ring of the element that has the keyboard. @public */
export function focusRing(theme: Theme) {
  return {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 2,
  };
}
