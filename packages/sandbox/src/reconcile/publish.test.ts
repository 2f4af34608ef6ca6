import { ObjectStore } from '../cluster/ObjectStore';
import { resourceKind } from '../cluster/resources';
import { newApplication } from './beginning';
import { SANDBOX_CLUSTERS } from './places';
import { publish, withdraw } from './publish';
import { addPod, markReady, setHealth } from './SimulatedWorkload';

const NOW = new Date('2026-11-19T13:07:00Z');
const [EU_1] = SANDBOX_CLUSTERS;
const URL = 'file:///gitops-retail.git';
const KINDS = [
  ...['applications', 'deployments', 'replicasets', 'pods', 'events'],
];

function application(component: string, tag = '1') {
  const made = newApplication(EU_1, `prod/acme/${component}`, NOW);
  made.workload = {
    component,
    image: `r/${component}:${tag}`,
    replicas: 2,
    hash: tag.padStart(10, '0'),
    requests: {},
  };
  for (let n = 0; n < 2; n++) {
    markReady(addPod(made, made.workload, NOW));
  }
  setHealth(made, 'Healthy', NOW);
  return made;
}

describe('publish', () => {
  let store: ObjectStore;
  beforeEach(() => {
    store = new ObjectStore({ now: () => NOW });
  });
  const names = (plural: string) =>
    store.list(resourceKind(plural)).map(({ metadata }) => metadata.name);
  const told = () => {
    const events: string[] = [];
    for (const plural of KINDS) {
      store.subscribe(
        resourceKind(plural),
        store.resourceVersion,
        ({ type, object }) => events.push(`${type} ${object.metadata.name}`),
      );
    }
    return events;
  };

  it('shows all parts of an application, in its own namespace', () => {
    publish(store, application('payments'), URL);

    expect(names('namespaces')).toEqual(['retail-acme']);
    expect(names('applications')).toEqual(['payments-acme']);
    expect(names('deployments')).toEqual(['payments']);
    expect(names('replicasets')).toEqual(['payments-0000000001']);
    expect(names('pods')).toHaveLength(2);
    const [pod] = store.list(resourceKind('pods'));
    expect(pod.metadata.namespace).toBe('retail-acme');
  });

  it('says nothing when nothing has changed', () => {
    const payments = application('payments');
    publish(store, payments, URL);
    const events = told();

    publish(store, payments, URL);

    expect(events).toEqual([]);
  });

  it('takes a pod away that is gone, and leaves the others alone', () => {
    const payments = application('payments');
    publish(store, payments, URL);
    const [first] = payments.pods.splice(0, 1);
    const events = told();

    publish(store, payments, URL);

    expect(events).toContain(`DELETED ${first.name}`);
    expect(names('pods')).toEqual(payments.pods.map(({ name }) => name));
  });

  it('keeps what a person wrote into an object’s metadata', () => {
    const payments = application('payments');
    publish(store, payments, URL);
    const applications = resourceKind('applications');
    store.change(applications, 'argocd', 'payments-acme', object => {
      object.metadata.annotations = { note: 'mine' };
    });

    setHealth(payments, 'Degraded', NOW, 'It fails');
    publish(store, payments, URL);

    const shown = store.get(applications, 'argocd', 'payments-acme');
    expect(shown.metadata.annotations).toMatchObject({ note: 'mine' });
    expect(shown.status).toMatchObject({ health: { status: 'Degraded' } });
  });

  it('withdraws everything of an application, and nothing of its namesakes', () => {
    const others = ['pay', 'payments-api', 'paymentsx'].map(name =>
      application(name),
    );
    for (const one of [application('payments'), ...others]) {
      publish(store, one, URL);
    }

    withdraw(store, application('payments'));

    for (const plural of ['deployments', 'applications']) {
      expect(names(plural)).toHaveLength(3);
    }
    expect(names('pods')).toHaveLength(6);
    expect(names('pods').join()).not.toMatch(/\bpayments-0/);
  });

  it('takes a dot in a name for a dot', () => {
    publish(store, application('a.b'), URL);
    publish(store, application('axb'), URL);

    withdraw(store, application('a.b'));

    expect(names('deployments')).toEqual(['axb']);
  });

  it('withdraws twice without harm', () => {
    publish(store, application('payments'), URL);
    withdraw(store, application('payments'));
    const version = store.resourceVersion;

    withdraw(store, application('payments'));

    expect(store.resourceVersion).toBe(version);
  });
});
