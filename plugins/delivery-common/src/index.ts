/**
 * Types, permissions, version arithmetic and annotation names shared by the
 * delivery plugin's frontend, backend and modules.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './changes';
export * from './forms';
export * from './environments';
export * from './health';
export * from './hosts';
export * from './names';
export * from './operations';
export * from './permissions';
export * from './preflight';
export * from './quantity';
export * from './removals';
export * from './revisions';
export * from './signals';
export * from './sources';
export * from './tenants';
export * from './traffic';
export * from './types';
export * from './upgrades';
export * from './version';
