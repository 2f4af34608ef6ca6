import { bodyPairs } from './bodyPairs';
import { parameterPairs } from './parameterPairs';
import { pathPairs } from './pathPairs';
import { responsePairs } from './responsePairs';
import { securityPairs } from './securityPairs';
import { swaggerPairs } from './swaggerPairs';
import { wholePairs } from './wholePairs';
import type { OperationPair } from './operationPair';

export const operationPairs: readonly OperationPair[] = [
  ...pathPairs,
  ...parameterPairs,
  ...bodyPairs,
  ...responsePairs,
  ...securityPairs,
  ...wholePairs,
  ...swaggerPairs,
];
