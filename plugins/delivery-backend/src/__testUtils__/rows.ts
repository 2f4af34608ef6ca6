import type { RuntimeObservation } from '@slipway/backstage-plugin-delivery-node';
import type {
  DeploymentRow,
  ObservationRow,
  RevisionRow,
} from '../database/rows';

/** A commit's name that is made of one letter. */
export function sha(letter: string): string {
  return letter.repeat(40);
}

/** A folder as it was indexed, with what a test changes. */
export function deploymentRow(
  change: Partial<DeploymentRow> = {},
): DeploymentRow {
  const { id = 'd-1', component = 'payments' } = change;
  return {
    ...{ id, component, repository: 'gitops', environment: 'prod' },
    ...{ environment_kind: null, expires: null },
    path: `prod/acme/${component}`,
    entity_ref: `component:default/${component}`,
    entity_declared: false,
    ...{ tenant: 'acme', cluster: null },
    ...{ version: '2.4.0', version_kind: 'semver', carrier: 'image' },
    ...{ file: 'values.yaml', line: 4 },
    ...{ commit: sha('c'), version_commit: sha('c') },
    since: '2026-11-21T10:00:00.000Z',
    ...{ author: 'dev-1', author_email: 'dev-1@example.org' },
    ...{ hold: null, bans: '[]', problems: '[]', slos: '[]' },
    ...{ removed_at: null, sort_key: `03 ${component} ${id}` },
    ...change,
  };
}

/** A change of a folder's version, with what a test changes. */
export function revisionRow(
  change: Partial<RevisionRow> = {},
): Omit<RevisionRow, 'id'> {
  const at = change.at ?? '2026-11-21T10:00:00.000Z';
  return {
    ...{ deployment_id: 'd-1', commit: sha('c'), position: 1 },
    ...{ landed_in: null, kind: 'version' },
    ...{ version_before: '2.3.1', version_after: '2.4.0' },
    ...{ author_name: 'dev-1', author_email: 'dev-1@example.org' },
    ...{ committer_name: 'ci', committer_email: 'ci@example.org' },
    ...{ authored_at: at, committed_at: at, at },
    ...{ subject: 'Deploy payments', body: null, trailers: null },
    ...{ files_changed: 1, problem: null, rewritten: false },
    ...change,
  };
}

/** What a runtime said of a folder, with what a test changes. */
export function observationRow(
  change: Partial<ObservationRow> = {},
  state: Partial<RuntimeObservation> = {},
): ObservationRow {
  return {
    ...{ source: 'argocd:eu-1', key: 'argocd/payments' },
    deployment_id: 'd-1',
    locator: '{"sources":[],"name":"payments","labels":{}}',
    state: JSON.stringify({
      ...{ cluster: 'eu-1', namespace: 'acme', images: [], history: [] },
      ...{ sync: { status: 'in-sync' }, health: { status: 'healthy' } },
      ...state,
    }),
    ...{ version: '2.4.0', version_since: null, health_since: null },
    ...{ observed_at: '2026-11-21T10:00:00.000Z', gone_at: null },
    ...change,
  };
}
