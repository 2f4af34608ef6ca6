/**
 * What the checks of templates share.
 *
 * @packageDocumentation
 */
export * from './compose/readStack';
export * from './hcl/checkHcl';
export * from './helm/renderChart';
export * from './hostile/hostileTexts';
export * from './kubernetes/customResourceProblems';
export * from './kubernetes/dryRunObjects';
export * from './pairwise/pairwise';
export * from './scaffolder/fakeAction';
export * from './scaffolder/readTemplate';
export * from './scaffolder/RenderedRepository';
export * from './scaffolder/startScaffolder';
export * from './tools/findTool';
export * from './tools/runTool';
