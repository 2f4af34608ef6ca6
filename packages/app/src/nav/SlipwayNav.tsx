import {
  Link,
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
  useSidebarOpenState,
} from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import {
  configApiRef,
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  NotificationsSidebarItem,
  notificationsApiRef,
} from '@backstage/plugin-notifications';
import { makeStyles } from '@material-ui/core/styles';
import MenuIcon from '@material-ui/icons/Menu';
import SwitchIcon from '@material-ui/icons/SupervisorAccount';
import { Logo } from '../brand/Logo';
import { readSandboxPersons } from '../signIn/persons';

const useStyles = makeStyles({
  logo: {
    display: 'flex',
    alignItems: 'center',
    height: 92,
    paddingLeft: 22,
    width: '100%',
  },
});

function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.logo}>
      <Link to="/" underline="none" aria-label="Slipway, home">
        <Logo markOnly={!isOpen} />
      </Link>
    </div>
  );
}

/** Same thing, same word, wherever it is reached from. */
const TITLES: Record<string, string> = {
  'page:home': 'Home',
  'page:catalog': 'Catalog',
  'page:delivery': 'Delivery',
  'page:contracts': 'Contracts',
  'page:delivery/tenants': 'Tenants',
  'page:scaffolder': 'Create',
  'page:search': 'Search',
  'page:api-docs': 'APIs',
  'page:catalog-graph': 'Catalog graph',
  'page:techdocs': 'Docs',
  'page:user-settings': 'Settings',
};

function Item(props: { item: NavContentNavItem | undefined }) {
  const { item } = props;
  if (!item) {
    return null;
  }
  const { node, href, icon, title } = item;
  return (
    <SidebarItem
      to={href}
      icon={() => <>{icon}</>}
      text={TITLES[node.spec.id] ?? title}
    />
  );
}

/**
 * On a phone a group is one place of the bar at the bottom. A function and not
 * a component: the sidebar looks for groups among its direct children.
 */
function place(item: NavContentNavItem | undefined) {
  return item ? (
    <SidebarGroup
      label={TITLES[item.node.spec.id] ?? item.title}
      icon={<>{item.icon}</>}
      to={item.href}
    >
      <Item item={item} />
    </SidebarGroup>
  ) : undefined;
}

/** Only in the sandbox: leads to the choice of persons. */
export function SwitchPerson() {
  const persons = readSandboxPersons(useApi(configApiRef));
  const identityApi = useApi(identityApiRef);
  return persons.length ? (
    <SidebarItem
      icon={SwitchIcon}
      text="Switch person"
      onClick={() => identityApi.signOut()}
    />
  ) : null;
}

/** Sidebar: find, work, look up, then what is about me. */
export function SlipwayNav(props: NavContentComponentProps) {
  const { navItems } = props;
  const take = (id: string) => navItems.take(`page:${id}`);
  const [search, home, catalog, delivery, contracts, tenants, create] = [
    'search',
    'home',
    'catalog',
    'delivery',
    'contracts',
    'delivery/tenants',
    'scaffolder',
  ].map(take);
  const lookUp = ['api-docs', 'catalog-graph', 'techdocs'].map(take);
  const settings = take('user-settings');
  take('notifications');
  // A portal may be put together without them.
  const hasNotifications = useApiHolder().get(notificationsApiRef);
  const rest = navItems.rest();
  return (
    <Sidebar>
      <SidebarLogo />
      {place(search)}
      <SidebarDivider />
      {place(home)}
      {place(catalog)}
      {place(delivery)}
      {place(contracts)}
      <SidebarGroup label="More" icon={<MenuIcon />}>
        <Item item={tenants} />
        <Item item={create} />
        <SidebarDivider />
        {[...lookUp, ...rest].map(item =>
          item ? <Item key={item.node.spec.id} item={item} /> : undefined,
        )}
        <SidebarSpace />
        <SidebarDivider />
        {hasNotifications ? <NotificationsSidebarItem /> : undefined}
        <SwitchPerson />
        <Item item={settings} />
      </SidebarGroup>
    </Sidebar>
  );
}
