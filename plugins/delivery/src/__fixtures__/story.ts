/** One story, told the same way in every test. */
export * from './acts';
export * from './customers';
export * from './forms';
export * from './landscape';
export * from './measured';
export * from './ownEnvironment';
export * from './past';
