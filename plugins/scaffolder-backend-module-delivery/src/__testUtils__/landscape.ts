import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificate } from './certificate';
import { GitRemote, helmValues } from './GitRemote';
import type { StartedScaffolder, StartOptions } from './startScaffolder';

const COMMITTED = {
  'dev/payments/values.yaml': helmValues('2.5.0'),
  'dev/payments/old.yaml': 'kind: ConfigMap\n',
  'qa/payments/values.yaml': helmValues('2.4.0'),
  'qa/orders/values.yaml': helmValues('1.0.0'),
  'prod/globex/payments/values.yaml': helmValues('2.4.0'),
  'tenants/globex.yaml': 'name: globex\n',
};

/** Files that steps before would have put into the workspace. */
const FILES = {
  'deployment/values.yaml': helmValues('1.0.0'),
  'services/payments/values.yaml': helmValues('1.0.0'),
  'services/orders/values.yaml': helmValues('1.0.0'),
};

/** A repository, workspace and portal in which each example makes sense. */
export function landscape() {
  const remote = new GitRemote(COMMITTED);
  const certificateFile = join(remote.root, 'cert.pem');
  writeFileSync(certificateFile, createCertificate().certificate);
  const options: StartOptions = {
    url: remote.url,
    scaffolder: {
      delivery: {
        tenantsFolder: 'tenants',
        sealedSecrets: { clusters: [{ name: 'eu-1', certificateFile }] },
      },
    },
  };
  return {
    ...{ remote, options, files: FILES as Record<string, string> },
    secrets: { password: 'a word' } as Record<string, string>,
    ready: async (started: StartedScaffolder) => {
      await started.until<{ totalItems: number }>(
        '/deployments',
        page => page.totalItems === 4,
      );
    },
  };
}
