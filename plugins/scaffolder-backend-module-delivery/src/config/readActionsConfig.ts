import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type GitCredentials,
  readGitCredentials,
} from '@slipway/backstage-plugin-git-node';
import type { PlanOffer } from '@slipway/backstage-plugin-delivery-common';
import { readFormsSettings } from '../forms/readFormsSettings';

/** Where a cluster's certificate for sealing is found. */
export interface SealingCluster {
  name: string;
  certificateFile?: string;
  certificateUrl?: string;
}

/** Credentials for the git remotes below an address. */
export interface RemoteConfig {
  urlPrefix: string;
  credentials?: GitCredentials;
}

/** What the actions read from the configuration. */
export interface ActionsConfig {
  reservedNames: string[];
  /** Folder of the files that describe tenants; none are written without it. */
  tenantsFolder?: string;
  /** Folder of the reservations of names; none are made without it. */
  namesFolder?: string;
  /** Plans that a tenant can have. */
  plans: PlanOffer[];
  /** Id of the repository that keeps reservations; needed when there are several. */
  namesRepository?: string;
  sealing: { certificateUrls: string[]; clusters: SealingCluster[] };
  git: { remotes: RemoteConfig[]; allowFileRemotes: boolean };
}

function readCluster(config: Config): SealingCluster {
  const name = config.getString('name');
  const certificateFile = config.getOptionalString('certificateFile');
  const certificateUrl = config.getOptionalString('certificateUrl');
  if (!certificateFile === !certificateUrl) {
    throw new InputError(
      `scaffolder.delivery.sealedSecrets.clusters: '${name}' needs a certificateFile or a certificateUrl, and not both.`,
    );
  }
  return { name, certificateFile, certificateUrl };
}

function readRemote(config: Config): RemoteConfig {
  const urlPrefix = config.getString('urlPrefix');
  if (!/^(https?|ssh|file):\/\/[^/]*\//.test(urlPrefix)) {
    // Without the slash `https://git.example.org.evil` would have the prefix, too.
    throw new InputError(
      `scaffolder.git.remotes: the urlPrefix '${urlPrefix}' must name protocol and host and go on with '/'.`,
    );
  }
  return {
    // Else `…/team` would be the prefix of `…/team-b`, too.
    urlPrefix: urlPrefix.endsWith('/') ? urlPrefix : `${urlPrefix}/`,
    credentials: readGitCredentials(config.getOptionalConfig('credentials')),
  };
}

function readFolder(config: Config | undefined, key: string) {
  return config?.getOptionalString(key)?.replace(/\/+$/, '');
}

/** Reads `scaffolder.delivery` and `scaffolder.git`. */
export function readActionsConfig(root: Config): ActionsConfig {
  const delivery = root.getOptionalConfig('scaffolder.delivery');
  const sealing = delivery?.getOptionalConfig('sealedSecrets');
  const git = root.getOptionalConfig('scaffolder.git');
  return {
    reservedNames: delivery?.getOptionalStringArray('reservedNames') ?? [],
    tenantsFolder: readFolder(delivery, 'tenantsFolder'),
    namesFolder: readFolder(delivery, 'namesFolder'),
    plans: readFormsSettings(root).plans,
    namesRepository: delivery?.getOptionalString('namesRepository'),
    sealing: {
      certificateUrls: sealing?.getOptionalStringArray('certificateUrls') ?? [],
      clusters: (sealing?.getOptionalConfigArray('clusters') ?? []).map(
        readCluster,
      ),
    },
    git: {
      remotes: (git?.getOptionalConfigArray('remotes') ?? []).map(readRemote),
      allowFileRemotes: git?.getOptionalBoolean('allowFileRemotes') ?? false,
    },
  };
}
