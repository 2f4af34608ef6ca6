import { ConflictError } from '@backstage/errors';
import type { FileWrite } from '@slipway/backstage-plugin-delivery-common';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import { hostsOf } from './renameHosts';

/** Asked for at once; each is a look through the repository. */
const AT_ONCE = 4;

/**
 * Nobody else answers to the host names of the files.
 *
 * @param own - folders of the copy, which may be there from an earlier try
 * @throws ConflictError that names the host and who has it
 */
export async function assertFreeHosts(
  delivery: Pick<DeliveryClient, 'host'>,
  files: readonly FileWrite[],
  own: readonly string[],
  options: CallOptions,
): Promise<void> {
  const hosts = [
    ...new Set(files.flatMap(({ path, text }) => hostsOf(path, text ?? ''))),
    // A wildcard names no host of its own.
  ].filter(host => !host.startsWith('*'));
  for (let index = 0; index < hosts.length; index += AT_ONCE) {
    const answers = await Promise.all(
      hosts
        .slice(index, index + AT_ONCE)
        .map(host => delivery.host(host, options)),
    );
    for (const { host, status, folders } of answers) {
      const others = folders.filter(folder => !own.includes(folder));
      const isOurs = folders.length > 0 && !others.length;
      if (status === 'taken' && !isOurs) {
        const where = others.join(', ') || 'a folder that you may not see';
        throw new ConflictError(
          `${host} is used by ${where} already; say another host name for the copy (hosts).`,
        );
      }
    }
  }
}
