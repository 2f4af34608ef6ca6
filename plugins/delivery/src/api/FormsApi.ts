import { createApiRef } from '@backstage/core-plugin-api';
import type {
  FormsSettings,
  HostAnswer,
  NameAnswer,
  NamedKind,
  RemovalPreview,
  RemovalRequest,
  RepositorySummary,
  SealingKey,
  TemplatePreview,
  TemplatePreviewRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { ListOptions } from './DeliveryApi';

/**
 * What forms of templates ask while they are filled in.
 *
 * @public
 */
export interface FormsApi {
  settings(options?: ListOptions): Promise<FormsSettings>;
  /** The GitOps repositories that the portal has. */
  repositories(options?: ListOptions): Promise<RepositorySummary[]>;
  /** Whether a name can be had, and if not, who has it. */
  name(
    asked: { kind: NamedKind; name: string },
    options?: ListOptions,
  ): Promise<NameAnswer>;
  /** Whether another folder uses a host name, as far as manifests tell. */
  host(name: string, options?: ListOptions): Promise<HostAnswer>;
  /** The key that secrets of a cluster are sealed with. */
  sealingKey(cluster: string, options?: ListOptions): Promise<SealingKey>;
  /** What a template would do; nothing is done. */
  preview(
    request: TemplatePreviewRequest,
    options?: ListOptions,
  ): Promise<TemplatePreview>;
  /** What dies with some folders, and who needs it. */
  removal(
    request: RemovalRequest,
    options?: ListOptions,
  ): Promise<RemovalPreview>;
}

/** @public */
export const deliveryFormsApiRef = createApiRef<FormsApi>({
  id: 'plugin.delivery.forms',
});
