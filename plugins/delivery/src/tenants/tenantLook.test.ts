import type { Deployment } from '@slipway/backstage-plugin-delivery-common';
import * as story from '../__fixtures__/story';
import { keys } from '../__testUtils__/words';
import { tenantLook } from './tenantLook';

const look = (change: Parameters<typeof story.tenant>[0]) =>
  tenantLook(story.tenant(change), story.STORY_NOW, keys);

function service(component: string, change: Partial<Deployment>) {
  const base = story.tenantService('globex', component, '1.0.0');
  return { deployment: { ...base.deployment, ...change } };
}

const healthy = service('a', {});
const degraded = {
  health: { status: 'degraded', message: 'It crashes.' },
} as const;

describe('how a tenant is', () => {
  it('is healthy when each of its services is', () => {
    expect(look({ services: [healthy] })).toEqual({
      ...{ tone: 'ok', icon: 'checkOutline', label: 'tenantState.live' },
    });
  });

  it('is as the worst of them, with how many are so', () => {
    const services = [healthy, service('b', degraded), service('c', degraded)];
    expect(look({ services })).toMatchObject({
      ...{ tone: 'critical', label: 'tenantState.count|2|state.degraded' },
    });
  });

  it('is being changed, and not adrift, while an operation is at work or Git has just changed', () => {
    const [{ deployment }] = [healthy];
    const desired = { ...deployment.desired, version: '2.0.0' };
    const { iso, MINUTE, STORY_NOW } = story;
    const operation = story.operationSummary({ type: 'upgrade' });
    const lately = { ...desired, since: iso(STORY_NOW - MINUTE) };
    const label = (change: Partial<Deployment>) =>
      look({ services: [healthy, service('b', change)] }).label;

    expect(label({ desired, operation })).toBe(
      'tenantState.count|1|state.upgrading',
    );
    expect(label({ desired: lately })).toBe(
      'tenantState.count|1|state.rollingout',
    );
    expect(label({ desired })).toBe('tenantState.count|1|state.drift');
  });

  it('is not called healthy while a service may not be seen', () => {
    expect(look({ services: [healthy], hidden: 1 })).toMatchObject({
      ...{ icon: 'help', label: 'state.unknown' },
    });
  });

  it('is not known when one of them is not', () => {
    const unknown = service('b', { health: { status: 'unknown' } });
    expect(look({ services: [healthy, unknown] })).toMatchObject({
      ...{ tone: 'idle', label: 'tenantState.count|1|state.unknown' },
    });
    expect(look({ services: [] })).toMatchObject({ label: 'state.unknown' });
  });

  it('is suspended or not deployed whatever its services say', () => {
    const off = story.switchedOff(service('b', degraded));
    expect(look({ state: 'suspended', services: [off] })).toEqual({
      ...{ tone: 'idle', icon: 'power', label: 'tenantState.suspended' },
    });
    expect(look({ state: 'described', services: [] }).label).toBe(
      'tenantState.described',
    );
  });

  it('is not calm while it is suspended and something still runs, or may', () => {
    const off = story.switchedOff(healthy);
    const services = [off, healthy];
    expect(look({ state: 'suspended', services })).toMatchObject({
      ...{ tone: 'warning', label: 'tenantState.suspendedOn|1' },
    });

    expect(
      look({ state: 'suspended', services: [off, service('b', degraded)] }),
    ).toMatchObject({
      ...{ tone: 'critical', label: 'tenantState.suspendedOn|1' },
    });

    const { replicas: _, version: __, ...live } = off.deployment.live;
    const unknown = { deployment: { ...off.deployment, live } };
    expect(look({ state: 'suspended', services: [unknown] })).toMatchObject({
      ...{ icon: 'help', label: 'tenantState.suspendedUnknown|1' },
    });
    expect(
      look({ state: 'suspended', services: [off], hidden: 2 }),
    ).toMatchObject({ label: 'tenantState.suspendedUnknown|2' });
  });

  it('is being stopped right after it was suspended, unless nobody hears of it', () => {
    const suspended = {
      since: story.iso(story.STORY_NOW - story.MINUTE),
      ...{ by: 'user:default/ann', reason: 'unpaid' },
    };
    const own = { state: 'suspended', suspended } as const;
    expect(look({ ...own, services: [healthy] })).toEqual({
      ...{ tone: 'accent', icon: 'running' },
      label: 'tenantState.suspendedStopping|1',
    });

    const { live } = healthy.deployment;
    const silent = service('b', { live: { ...live, stale: true } });
    expect(look({ ...own, services: [healthy, silent] })).toMatchObject({
      label: 'tenantState.suspendedUnknown|1',
    });
  });
});
