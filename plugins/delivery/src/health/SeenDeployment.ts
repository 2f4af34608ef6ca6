import type {
  Deployment,
  DeploymentHealth,
} from '@slipway/backstage-plugin-delivery-common';

/**
 * A deployment with what measurements say of it. `measured` is absent only
 * where nobody measures at all: then the runtime's word is all there is.
 */
export interface SeenDeployment extends Deployment {
  measured?: DeploymentHealth;
}

/** Stands for measurements that could not be had, with the reason. */
export function unmeasured(
  deploymentId: string,
  message: string,
): DeploymentHealth {
  return {
    deploymentId,
    status: 'not-measured',
    message,
    errorLimit: 1,
    slos: [],
    alerts: [],
    problems: [],
    simulated: false,
  };
}

/** Worse than before its version, or above its limit. */
export function isMeasuredBad(deployment: SeenDeployment): boolean {
  const status = deployment.measured?.status;
  return status === 'burning' || status === 'over-limit';
}
