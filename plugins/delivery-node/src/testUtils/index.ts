/**
 * Suites that each provider of the delivery plugin runs, and real engines to
 * run them against. They use the globals of Jest.
 *
 * @packageDocumentation
 */
export * from './applicationsOn';
export * from './corpora';
export * from './describeWithEngine';
export * from './KubernetesTestClient';
export * from './healthSourceSuite';
export * from './kubernetesApiSuite';
export * from './kubernetesSuiteResources';
export * from './openMetrics';
export * from './RecordingSink';
export * from './runtimeObserverSuite';
export * from './startGateway';
export * from './startKubeApiServer';
export * from './startProcess';
export * from './startPrometheus';
export * from './tenantUsageSourceSuite';
export * from './trafficSourceSuite';
export * from './until';
export * from './manifestFormatSuite';
