/** One story, told the same way in every test. */
export * from './contract';
export * from './organisation';
export * from './use';
