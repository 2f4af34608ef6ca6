import { describeWithEngine } from './describeWithEngine';
import { kubernetesApiSuite } from './kubernetesApiSuite';
import { APPLICATIONS, DEPLOYMENTS } from './kubernetesSuiteResources';
import {
  missingCustomResources,
  missingKubeApiServer,
  startKubeApiServer,
} from './startKubeApiServer';

describeWithEngine('The real API server', missingKubeApiServer, () => {
  kubernetesApiSuite({
    name: 'kube-apiserver',
    resource: missingCustomResources() ? DEPLOYMENTS : APPLICATIONS,
    setup: startKubeApiServer,
  });
});
