import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findProgram,
  freePort,
  startProcess,
  until,
} from '@slipway/backstage-plugin-delivery-node/testUtils';

const NAMES = ['prometheus-alertmanager', 'alertmanager'];

function program(): string | undefined {
  return NAMES.map(findProgram).find(Boolean);
}

/** Says what is missing to start an Alertmanager, or undefined. */
export function missingAlertmanager(): string | undefined {
  return program()
    ? undefined
    : 'there is no alertmanager: install prometheus-alertmanager';
}

/** A real Alertmanager on a free port of loopback. */
export async function startAlertmanager() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-alertmanager-'));
  const file = join(folder, 'config.yml');
  const config = { route: { receiver: 'none' }, receivers: [{ name: 'none' }] };
  await writeFile(file, JSON.stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const started = startProcess(program() ?? NAMES[0], [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--cluster.listen-address=',
  ]);
  const url = `http://${address}`;
  await until('alertmanager is ready', async () => {
    if (started.hasExited()) {
      throw new Error(`alertmanager ended at once:\n${started.output()}`);
    }
    const response = await fetch(`${url}/-/ready`).catch(() => undefined);
    return response?.ok;
  });
  return {
    ...{ address, url },
    stop: async () => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
