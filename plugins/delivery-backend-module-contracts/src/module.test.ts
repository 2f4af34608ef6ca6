import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  type CanIRequest,
  type CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import {
  deliveryPreflightChecksExtensionPoint,
  type PreflightCheck,
  type PreflightSubject,
} from '@slipway/backstage-plugin-delivery-node';
import { json, Router } from 'express';
import deliveryModuleContracts from '.';

const ALLOWED: CanIResult = {
  ...{ answer: 'allowed', message: 'It may.', findings: [], waysOut: [] },
  ...{ asked: 0, ruleset: 'r' },
};

/** The part of the plugin `contracts` that is asked. */
function contracts(asked: CanIRequest[], answer: () => CanIResult) {
  return createBackendPlugin({
    pluginId: 'contracts',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          router.post('/v1/can-i', json(), (req, res) => {
            asked.push(req.body);
            res.json(answer());
          });
          httpRouter.use(router);
        },
      });
    },
  });
}

describe('the module contracts', () => {
  const checks: PreflightCheck[] = [];
  const asked: CanIRequest[] = [];
  let answer: () => CanIResult;
  let backend: TestBackend;

  const ask = async (version: string, runs = '2.4.0', tenant?: string) => {
    const subject = {
      version,
      deployment: {
        ...{ entityRef: 'component:default/payments', environment: 'prod' },
        ...{ tenant, desired: { version: runs } },
      },
    } as PreflightSubject;
    return checks[0].check(subject, {
      credentials: mockCredentials.user(),
      signal: AbortSignal.timeout(5_000),
    });
  };

  beforeAll(async () => {
    backend = await startTestBackend({
      extensionPoints: [
        [
          deliveryPreflightChecksExtensionPoint,
          { addCheck: (...added) => void checks.push(...added) },
        ],
      ],
      features: [deliveryModuleContracts, contracts(asked, () => answer())],
    });
  });

  beforeEach(() => {
    asked.length = 0;
    answer = () => ALLOWED;
  });

  afterAll(async () => {
    await backend.stop();
  });

  it('asks for the tenant and whether the version may come back', async () => {
    expect(await ask('2.2.3', '2.4.0', 'acme')).toBeUndefined();
    expect(asked).toEqual([
      {
        ...{ component: 'component:default/payments', version: '2.2.3' },
        ...{ environment: 'prod', tenant: 'acme', action: 'rollback' },
      },
    ]);
  });

  it('asks whether a newer version may be deployed, and takes no order for that, too', async () => {
    await ask('2.5.0');
    await ask('1184', '1185');
    await ask('abc1234f', '2.4.0');
    expect(asked.map(({ action }) => action)).toEqual([
      ...['deploy', 'rollback', 'deploy'],
    ]);
  });

  it('hands on what was found', async () => {
    answer = () => ({ ...ALLOWED, answer: 'unknown', message: 'Silent.' });
    expect(await ask('2.2.3')).toEqual([
      { status: 'unknown', message: 'Silent.' },
    ]);
  });

  it('fails with the words of the plugin when it does not answer', async () => {
    answer = () => {
      throw new Error('the database is away');
    };
    await expect(ask('2.2.3')).rejects.toThrow(/500/);
  });
});
