export * from './HelmManifestFormat';
export * from './KustomizeManifestFormat';
export * from './PlainManifestFormat';
export * from './builtinFormats';
export * from './imageReference';
export * from './readYaml';
export * from './spliceScalar';
