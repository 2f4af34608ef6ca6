import type { Entity } from '@backstage/catalog-model';
// The real one answers, so that nothing of it is guessed.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import contractsPlugin from '@slipway/backstage-plugin-contracts-backend';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificate } from './certificate';
import { publicKeyOf } from '../sealing/readCertificate';
import { sealValue } from '../sealing/sealValue';
import { GitRemote, helmValues } from './GitRemote';
import {
  eventually,
  type StartedScaffolder,
  type StartOptions,
} from './startScaffolder';

const API: Entity = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'API' },
  metadata: { name: 'orders-api', namespace: 'default' },
  spec: { type: 'openapi', definition: '' },
};

const COMMITTED = {
  'dev/payments/values.yaml': helmValues('2.4.0'),
  'dev/payments/old.yaml': 'kind: ConfigMap\n',
  'qa/payments/values.yaml': helmValues('2.4.0'),
  'qa/orders/values.yaml': helmValues('1.0.0'),
  'prod/globex/payments/values.yaml': helmValues('2.4.0'),
  'tenants/globex.yaml': 'name: globex\n',
};

const CONTRACT = '/api/contracts/v1/contracts/api/default/orders-api';

/** Files that steps before would have put into the workspace. */
const FILES = {
  'deployment/values.yaml': helmValues('1.0.0'),
  'contract/openapi.yaml':
    'openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths: {}\n',
  'contract/old.json': '{"type":"object"}',
  'contract/new.json': '{"type":"object","title":"Order"}',
  'services/payments/values.yaml': helmValues('1.0.0'),
  'services/orders/values.yaml': helmValues('1.0.0'),
};

/** A repository, workspace and portal in which each example makes sense. */
export function landscape() {
  const remote = new GitRemote(COMMITTED);
  remote.commit({ 'dev/payments/values.yaml': helmValues('2.5.0') });
  const certificateFile = join(remote.root, 'cert.pem');
  const { certificate } = createCertificate();
  writeFileSync(certificateFile, certificate);
  const password = sealValue(publicKeyOf(certificate), 'a word', {
    ...{ name: 'orders-db', namespace: 'dev-orders', scope: 'strict' },
  });
  const options: StartOptions = {
    ...{ url: remote.url, features: [contractsPlugin], entities: [API] },
    scaffolder: {
      delivery: {
        ...{ tenantsFolder: 'tenants', namesFolder: 'names' },
        sealedSecrets: { clusters: [{ name: 'eu-1', certificateFile }] },
      },
    },
  };
  return {
    ...{ remote, options, files: FILES as Record<string, string> },
    secrets: { password: 'a word' } as Record<string, string>,
    // As a form seals it.
    values: { password },
    ready: async (started: StartedScaffolder) => {
      await started.until<{ totalItems: number }>(
        '/deployments',
        page => page.totalItems === 4,
      );
      await eventually(async () => {
        const { status } = await started.api.get(CONTRACT);
        return status === 200 ? true : undefined;
      }, 'the contract');
    },
  };
}
