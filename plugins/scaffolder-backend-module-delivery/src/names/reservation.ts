import { InputError } from '@backstage/errors';
import type {
  ChangeRequest,
  NamedKind,
} from '@slipway/backstage-plugin-delivery-common';
import { stringify } from 'yaml';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';

/** Who takes a name. The task makes two reservations of one person differ. */
export interface Reservation {
  kind: NamedKind;
  name: string;
  by: string;
  task: string;
}

/** The change that takes a name: a folder that must not be there yet. */
export function reservationOf(
  namesFolder: string,
  reservation: Reservation,
): Omit<ChangeRequest, 'repository' | 'reason'> {
  const { kind, name } = reservation;
  const folder = `${namesFolder}/${kind}/${name}`;
  return {
    ...{ kind: 'create', newFolders: [folder] },
    subject: `Reserve the ${kind} ${name}`,
    files: [{ path: `${folder}/reserved.yaml`, text: stringify(reservation) }],
  };
}

/**
 * Only one repository keeps reservations, so that there is one place to look.
 *
 * @throws InputError when there are several
 */
export async function onlyRepository(
  delivery: Pick<DeliveryClient, 'repositories'>,
  options: CallOptions,
): Promise<string> {
  const all = await delivery.repositories(options);
  if (all.length !== 1) {
    throw new InputError(
      'Name the repository that keeps reservations; it must be the same in all templates.',
    );
  }
  return all[0].id;
}
