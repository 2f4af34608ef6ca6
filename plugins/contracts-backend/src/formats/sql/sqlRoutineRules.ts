import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { rule } from './sqlRule';

const CALLER = { caller: 'breaking' } as const;
const CALLER_RISKY = { caller: 'risky' } as const;
const CALLER_SAFE = { caller: 'safe' } as const;

/** Rules for functions and procedures. */
export const routineRules: readonly ContractRule[] = [
  rule(
    'routine-removed',
    CALLER,
    'A function or procedure was removed',
    'Calls fail.',
  ),
  rule(
    'routine-added',
    CALLER_SAFE,
    'A function or procedure was added',
    'Nobody calls it yet.',
  ),
  rule(
    'overload-ambiguous',
    CALLER,
    'Two routines fit the same call',
    'The database refuses a call that it cannot tell apart.',
  ),
  rule(
    'routine-kind-changed',
    CALLER,
    'A function became a procedure, or the reverse',
    'The one is selected and the other is called.',
  ),
  rule(
    'parameter-removed',
    CALLER,
    'A parameter was removed',
    'Calls that give it fail.',
  ),
  rule(
    'parameter-required-added',
    CALLER,
    'A required parameter was added',
    'Calls without it fail.',
  ),
  rule(
    'parameter-optional-added',
    CALLER_SAFE,
    'A parameter with a default was added',
    'Calls without it mean what they meant.',
  ),
  rule(
    'parameter-type-changed',
    CALLER,
    'A parameter has another type',
    'Values of the old type may be refused.',
  ),
  rule(
    'parameter-type-widened',
    CALLER_SAFE,
    'A parameter takes more values',
    'Values of the old type are still taken.',
  ),
  rule(
    'parameter-renamed',
    CALLER,
    'A parameter has another name',
    'Calls that give it by its name fail.',
  ),
  rule(
    'parameter-mode-changed',
    CALLER,
    'A parameter goes in another direction',
    'Calls give or take it in the old one.',
  ),
  rule(
    'parameter-default-removed',
    CALLER,
    'A parameter lost its default',
    'Calls without it fail.',
  ),
  rule(
    'parameter-default-changed',
    CALLER_RISKY,
    'A parameter has another default',
    'Calls without it now mean something else.',
  ),
  rule(
    'return-type-changed',
    CALLER,
    'A routine returns something else',
    'Who reads the result finds other columns or values.',
  ),
  rule(
    'routine-behaviour-changed',
    CALLER_RISKY,
    'A routine behaves in another way',
    'It may answer null, run as another user, or be called more or less often.',
  ),
  rule(
    'routine-body-changed',
    CALLER_SAFE,
    'A routine does its work in another way',
    'It takes and returns the same.',
  ),
];
