import useMediaQuery from '@material-ui/core/useMediaQuery';
import type {
  Tenant,
  TenantService,
} from '@slipway/backstage-plugin-delivery-common';
import { isInTrouble } from '../state/judge';
import { useWords } from '../translation';
import { CreatingRow, TenantRow } from './TenantRows';
import { ChooseAll } from './ChooseAll';
import type { TenantActs } from './TenantMenu';
import { seenOf } from './tenantLook';
import type { TenantTask } from './tenantTasks';
import { COLUMN, ROW, ROWS, TABLE } from './roles';
import { useTenantsStyles } from './tenantsStyles';
import { useTenantLinks } from './useTenantLinks';

/** Widths in px: of the page around services, and of one service. */
const AROUND = 784;
const SERVICE = 88;

/** Whether so many services leave no room for a column of backups. */
function joinedQuery(services: number): string {
  return `(max-width: ${AROUND + services * SERVICE - 1}px)`;
}

/** Which tenants are chosen. */
export interface Choice {
  chosen: ReadonlySet<string>;
  choose(names: readonly string[], on: boolean): void;
}

/**
 * Components that a tenant has, each once; only these have a column. Those in
 * trouble anywhere come first, so that they are in sight where not all fit.
 */
export function componentsOf(tenants: readonly Tenant[]): string[] {
  const all = tenants
    .filter(({ state }) => state === 'live')
    .flatMap(({ services }) => services);
  const nameOf = ({ deployment }: TenantService) => deployment.component;
  const troubled = all.filter(service => isInTrouble(seenOf(service)));
  return [
    ...new Set([...troubled.map(nameOf).sort(), ...all.map(nameOf).sort()]),
  ];
}

function Head(props: {
  components: readonly string[];
  shown: readonly Tenant[];
  choice: Choice;
  isTight: boolean;
  isJoined: boolean;
}) {
  const { components, shown, choice, isTight, isJoined } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  const names = shown.map(({ name }) => name);
  const titles = isJoined
    ? [t('tenants.quotaAndBackup'), ...components]
    : [t('tenants.quota'), ...components, t('tenants.backup')];
  return (
    <thead {...ROWS}>
      <tr {...ROW}>
        <th {...COLUMN} className={classes.sticky}>
          <div className={classes.tenant}>
            {/* Where the head is out of sight it stands in the bar. */}
            {isTight ? undefined : <ChooseAll {...{ names, choice }} />}
            {t('tenants.tenant')}
          </div>
        </th>
        {titles.map(title => (
          <th {...COLUMN} key={title}>
            {title}
          </th>
        ))}
        <th {...COLUMN} className={classes.menu}>
          <span className={classes.hidden}>{t('tenants.acts')}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Tenants × services; the first column sticks, the others scroll. */
export function TenantsTable(props: {
  tenants: readonly Tenant[];
  tasks: readonly TenantTask[];
  choice: Choice;
  isTight: boolean;
  acts: TenantActs;
}) {
  const { tenants, tasks, choice, isTight, acts } = props;
  const classes = useTenantsStyles();
  const t = useWords();
  const components = componentsOf(tenants);
  const hasNoRoom = useMediaQuery(joinedQuery(components.length));
  // As a block a row has room for both again.
  const isJoined = hasNoRoom && !isTight;
  const linkTo = useTenantLinks(tenants.map(({ name }) => name));
  return (
    // What scrolls must be reached by the keyboard.
    <div
      className={classes.scroll}
      role="region"
      aria-label={t('tenants.scroll')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table {...TABLE} className={classes.table}>
        <Head {...{ components, choice, isTight, isJoined }} shown={tenants} />
        <tbody {...ROWS}>
          {tenants.map(tenant => (
            <TenantRow
              key={tenant.name}
              {...{ tenant, components, acts, isJoined }}
              to={linkTo(tenant.name)}
              chosen={choice.chosen.has(tenant.name)}
              onChoose={on => choice.choose([tenant.name], on)}
            />
          ))}
          {tasks.map(task => (
            <CreatingRow
              key={task.id}
              task={task}
              columns={components.length + (isJoined ? 2 : 3)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
