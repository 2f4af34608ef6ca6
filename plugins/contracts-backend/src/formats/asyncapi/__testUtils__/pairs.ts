import type { AsyncPair } from './asyncPair';
import { editionPairs } from './editionPairs';
import { messagePairs } from './messagePairs';
import { operationPairs } from './operationPairs';
import { serverPairs } from './serverPairs';
import { transportPairs } from './transportPairs';

export const asyncPairs: readonly AsyncPair[] = [
  ...operationPairs,
  ...messagePairs,
  ...transportPairs,
  ...serverPairs,
  ...editionPairs,
];
