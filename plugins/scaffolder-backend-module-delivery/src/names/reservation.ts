import { InputError } from '@backstage/errors';
import type {
  ChangeRequest,
  NamedKind,
} from '@slipway/backstage-plugin-delivery-common';
import { stringify } from 'yaml';
import type { DeliveryClient } from '../clients/DeliveryClient';
import type { CallOptions } from '../clients/PluginClient';
import type { ActionsConfig } from '../config/readActionsConfig';

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
 * Only one repository keeps reservations, so that there is one place to look:
 * the configured one, or the only one. It is asked for by no template, because
 * two of them could name two.
 *
 * @throws InputError when it is not known which
 */
export async function namesRepository(
  {
    delivery,
    config,
  }: {
    delivery: Pick<DeliveryClient, 'repositories'>;
    config: Pick<ActionsConfig, 'namesRepository'>;
  },
  options: CallOptions,
): Promise<string> {
  const all = await delivery.repositories(options);
  const { namesRepository: configured } = config;
  if (configured !== undefined) {
    if (all.some(({ id }) => id === configured)) return configured;
    throw new InputError(
      `scaffolder.delivery.namesRepository names '${configured}', which is not among delivery.repositories; correct it there.`,
    );
  }
  if (all.length !== 1) {
    throw new InputError(
      'There are several repositories; whoever runs the portal must say under scaffolder.delivery.namesRepository which of them keeps reservations.',
    );
  }
  return all[0].id;
}
