/**
 * The parts that pages of Slipway are made of.
 *
 * @packageDocumentation
 */
export { ActButton, type ActButtonProps } from './ActButton';
export { Card, Stack } from './Card';
export { Combobox } from './combobox/Combobox';
export type { ComboboxOption, ComboboxProps } from './combobox/types';
export { Chip, type ChipTone, StateWord } from './Chip';
export { Facts } from './Facts';
export { type IconName, StateIcon } from './icons';
export { LoadingRows } from './LoadingRows';
export { Segmented } from './Segmented';
export {
  focusRing,
  MONO,
  narrow,
  NARROW_QUERY,
  snugLanes,
  still,
  tight,
  TIGHT_QUERY,
  tightLanes,
  touch,
  visuallyHidden,
} from './styles';
export { Cell, Row, Table } from './Table';
export { useTableStyles } from './tableStyles';
export { TitledPage } from './TitledPage';
export { type Tone, type ToneName, type Tones, tonesOf } from './tones';
