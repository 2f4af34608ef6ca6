import {
  type SignalsService,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type {
  DeliverySignal,
  DeploymentsPage,
} from '@slipway/backstage-plugin-delivery-common';
import { GitFixture, helmValues } from '../__testUtils__/GitFixture';
import {
  eventually,
  observation,
  startDelivery,
} from '../__testUtils__/startDelivery';

jest.setTimeout(60_000);

describe('what every session hears', () => {
  const heard: DeliverySignal[] = [];
  const signals: SignalsService = {
    publish: async ({ message }) => {
      heard.push(message as unknown as DeliverySignal);
    },
  };

  it('names no component, tenant, version or folder, and agrees with what readers are told', async () => {
    const git = GitFixture.create();
    git.commit({
      files: {
        'prod/acme/payments/values.yaml': helmValues('2.3.1'),
        'prod/globex/payments/values.yaml': helmValues('2.3.1'),
        'qa/ledger/values.yaml': helmValues('4.2.1'),
      },
    });
    const factory = createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => signals,
    });
    const started = await startDelivery({ url: git.url, features: [factory] });
    try {
      const { items } = await started.until<DeploymentsPage>(
        '/deployments',
        page => page.totalItems === 3,
      );
      const payments = items.filter(item => item.component === 'payments');
      const [ledger] = items.filter(item => item.component === 'ledger');
      expect(new Set(payments.map(item => item.topic)).size).toBe(1);
      expect(ledger.topic).not.toBe(payments[0].topic);

      heard.length = 0;
      const sink = await started.observer.sink();
      await sink.update([observation(git.url, 'prod/globex/payments')]);
      await eventually(
        async () => heard.find(({ type }) => type === 'deployments'),
        'a signal',
      );

      expect(heard).toContainEqual({
        type: 'deployments',
        topics: [payments[0].topic],
      });
      expect(JSON.stringify(heard)).not.toMatch(
        /payments|ledger|acme|globex|prod|component|2\.\d/,
      );
    } finally {
      await started.backend.stop();
      git.dispose();
    }
  });
});
