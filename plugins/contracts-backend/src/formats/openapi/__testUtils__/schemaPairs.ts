import { alternativePairs } from './alternativePairs';
import { boundPairs } from './boundPairs';
import { compositionPairs } from './compositionPairs';
import { editionPairs } from './editionPairs';
import { formPairs } from './formPairs';
import { propertyPairs } from './propertyPairs';
import type { SchemaPair } from './schemaPair';
import { typePairs } from './typePairs';

export const schemaPairs: readonly SchemaPair[] = [
  ...propertyPairs,
  ...typePairs,
  ...boundPairs,
  ...formPairs,
  ...alternativePairs,
  ...compositionPairs,
  ...editionPairs,
];
