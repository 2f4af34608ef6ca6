import type { FormFieldExtensionData } from '@backstage/plugin-scaffolder-react/alpha';
import {
  EnvironmentField,
  environmentSchema,
} from './environment/EnvironmentField';
import {
  HostNameField,
  hostSchema,
  validateHostName,
} from './host/HostNameField';
import { HostsField, hostsSchema, validateHosts } from './host/HostsField';
import { AsTenantField, asTenantSchema } from './like/AsTenantField';
import {
  TimeToLiveField,
  timeToLiveSchema,
  validateTimeToLive,
} from './life/TimeToLiveField';
import {
  NameField,
  nameSchema,
  TenantNameField,
  validateName,
  validateTenantName,
} from './name/NameField';
import { OwnerField, ownerSchema, validateOwner } from './owner/OwnerField';
import { PlanField, planSchema } from './plan/PlanField';
import {
  RemovalPreviewField,
  removalSchema,
  validateRemoval,
} from './removal/RemovalPreviewField';
import { HostingField, hostingSchema } from './repository/HostingField';
import {
  RepositoryField,
  repositorySchema,
} from './repository/RepositoryField';
import {
  RepositoryIdField,
  repositoryIdSchema,
} from './repository/RepositoryIdField';
import { SecretField, secretSchema } from './secret/SecretField';
import {
  SealingClusterField,
  sealingClusterSchema,
} from './secret/SealingClusterField';
import {
  ServicesField,
  servicesSchema,
  validateServices,
} from './services/ServicesField';
import { TenantField, tenantSchema } from './tenant/TenantField';
import {
  UndescribedField,
  undescribedSchema,
  validateUndescribed,
} from './undescribed/UndescribedField';
import {
  validateVersion,
  VersionField,
  versionSchema,
} from './version/VersionField';

/** A field as both frontend systems take it; what it holds only its schema knows. */
export type FieldDefinition = Pick<FormFieldExtensionData, 'name'> & {
  component: (props: never) => JSX.Element | null;
  validation?: (...args: never[]) => void | Promise<void>;
  schema: { schema: unknown };
};

/** All fields of the plugin, by the name that a template says. */
export const FIELDS = {
  environment: {
    ...{ name: 'DeliveryEnvironment', component: EnvironmentField },
    schema: environmentSchema,
  },
  tenant: {
    ...{ name: 'DeliveryTenant', component: TenantField },
    schema: tenantSchema,
  },
  services: {
    ...{ name: 'DeliveryServices', component: ServicesField },
    ...{ schema: servicesSchema, validation: validateServices },
  },
  version: {
    ...{ name: 'DeliveryVersion', component: VersionField },
    ...{ schema: versionSchema, validation: validateVersion },
  },
  name: {
    ...{ name: 'DeliveryName', component: NameField },
    ...{ schema: nameSchema, validation: validateName },
  },
  'tenant-name': {
    ...{ name: 'DeliveryTenantName', component: TenantNameField },
    ...{ schema: nameSchema, validation: validateTenantName },
  },
  'host-name': {
    ...{ name: 'DeliveryHostName', component: HostNameField },
    ...{ schema: hostSchema, validation: validateHostName },
  },
  hosts: {
    ...{ name: 'DeliveryHostNames', component: HostsField },
    ...{ schema: hostsSchema, validation: validateHosts },
  },
  'as-tenant': {
    ...{ name: 'DeliveryAsTenant', component: AsTenantField },
    schema: asTenantSchema,
  },
  undescribed: {
    ...{ name: 'DeliveryUndescribed', component: UndescribedField },
    ...{ schema: undescribedSchema, validation: validateUndescribed },
  },
  owner: {
    ...{ name: 'DeliveryOwner', component: OwnerField },
    ...{ schema: ownerSchema, validation: validateOwner },
  },
  repository: {
    ...{ name: 'DeliveryRepository', component: RepositoryField },
    schema: repositorySchema,
  },
  'repository-id': {
    ...{ name: 'DeliveryRepositoryId', component: RepositoryIdField },
    schema: repositoryIdSchema,
  },
  hosting: {
    ...{ name: 'DeliveryHosting', component: HostingField },
    schema: hostingSchema,
  },
  secret: {
    ...{ name: 'DeliverySecret', component: SecretField },
    schema: secretSchema,
  },
  'sealing-cluster': {
    ...{ name: 'DeliverySealingCluster', component: SealingClusterField },
    schema: sealingClusterSchema,
  },
  plan: {
    ...{ name: 'DeliveryPlan', component: PlanField },
    schema: planSchema,
  },
  'time-to-live': {
    ...{ name: 'DeliveryTimeToLive', component: TimeToLiveField },
    ...{ schema: timeToLiveSchema, validation: validateTimeToLive },
  },
  'removal-preview': {
    ...{ name: 'DeliveryRemovalPreview', component: RemovalPreviewField },
    ...{ schema: removalSchema, validation: validateRemoval },
  },
} as const satisfies Record<string, FieldDefinition>;

/** Names by which extensions are told apart. */
export type FieldId = keyof typeof FIELDS;
