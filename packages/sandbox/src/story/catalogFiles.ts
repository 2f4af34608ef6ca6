import { DELIVERY_ANNOTATIONS } from '@slipway/backstage-plugin-delivery-common';
import { dump } from 'js-yaml';
import { STORY_CONTRACTS } from '../contracts/storyContracts';
import { SERVICES, type StoryService } from './services';
import type { StoryTime } from './storyTime';

/** Somebody to sign in as, in the sandbox only. */
export interface Person {
  name: string;
  displayName: string;
  title: string;
  description: string;
  teams: string[];
}

export const PERSONS: readonly Person[] = [
  {
    name: 'dev-1',
    displayName: 'Developer 1',
    title: 'Developer',
    description: 'Builds payments and ledger',
    teams: ['team-payments'],
  },
  {
    name: 'dev-2',
    displayName: 'Developer 2',
    title: 'Developer',
    description: 'Builds the shop',
    teams: ['team-shop'],
  },
  {
    name: 'dev-3',
    displayName: 'Developer 3',
    title: 'Developer',
    description: 'Builds payments and the shop',
    teams: ['team-payments', 'team-shop'],
  },
  {
    name: 'lead-payments',
    displayName: 'Lead of payments',
    title: 'Team lead',
    description: 'Leads team-payments',
    teams: ['team-payments'],
  },
  {
    name: 'oncall-1',
    displayName: 'On call 1',
    title: 'On call',
    description: 'On call for the platform',
    teams: ['team-platform'],
  },
  {
    name: 'oncall-2',
    displayName: 'On call 2',
    title: 'On call',
    description: 'On call for payments and the shop',
    teams: ['team-payments', 'team-shop'],
  },
];

const SYSTEMS: Record<StoryService['system'], string> = {
  retail: 'Selling to customers',
  finance: 'Books, invoices and settlement',
  customer: 'What is known of customers',
  logistics: 'Stock and parcels',
};
const TEAMS: Record<StoryService['owner'], string> = {
  'team-payments': 'Payments and finance',
  'team-shop': 'The shop',
  'team-platform': 'The platform that all run on',
};

function entity(
  kind: string,
  metadata: Record<string, unknown>,
  spec: Record<string, unknown>,
): string {
  return dump(
    { apiVersion: 'backstage.io/v1alpha1', kind, metadata, spec },
    { lineWidth: 100, noRefs: true },
  );
}

function componentEntities(): string[] {
  return SERVICES.map(service =>
    entity(
      'Component',
      {
        name: service.name,
        description: service.description,
        annotations: {
          'backstage.io/kubernetes-id': service.name,
          ...(service.slo && { [DELIVERY_ANNOTATIONS.slo]: service.slo }),
        },
      },
      {
        type: service.name === 'web-shop' ? 'website' : 'service',
        lifecycle: 'production',
        owner: service.owner,
        system: service.system,
        dependsOn: service.dependsOn.map(name => `component:${name}`),
        providesApis: STORY_CONTRACTS.filter(
          ({ provider }) => provider === service.name,
        ).map(({ name }) => name),
        consumesApis: service.consumes,
      },
    ),
  );
}

function apiEntities(time: StoryTime): string[] {
  return STORY_CONTRACTS.map(contract =>
    entity(
      'API',
      { name: contract.name, description: contract.description },
      {
        type: contract.type,
        lifecycle: 'production',
        owner: contract.owner ?? 'unknown',
        system: contract.system,
        definition: contract.text(contract.current, time),
      },
    ),
  );
}

function organisation(): string[] {
  const groups = Object.entries(TEAMS).map(([name, description]) =>
    entity(
      'Group',
      { name, description },
      { type: 'team', profile: { displayName: name }, children: [] },
    ),
  );
  const users = PERSONS.map(({ name, displayName, teams, description }) =>
    entity(
      'User',
      { name, description },
      { profile: { displayName }, memberOf: teams },
    ),
  );
  return [...groups, ...users];
}

function systems(): string[] {
  return Object.entries(SYSTEMS).map(([name, description]) =>
    entity('System', { name, description }, { owner: 'team-platform' }),
  );
}

/** The catalog of the invented company: text by file name. */
export function catalogFiles(time: StoryTime): Map<string, string> {
  return new Map(
    Object.entries({
      'components.yaml': componentEntities(),
      'apis.yaml': apiEntities(time),
      'systems.yaml': systems(),
      'organisation.yaml': organisation(),
    }).map(([name, documents]) => [name, documents.join('---\n')]),
  );
}
