import { parseEntityRef } from '@backstage/catalog-model';
import type { StepContext } from '../actions/types';

/** Angle brackets and line ends would break the header of a commit. */
const ODD = /[<>\p{Cc}]/gu;

/** Who a commit is by: the person whose task it is, as the catalog knows them. */
export function authorOf({ user }: Pick<StepContext, 'user'>) {
  const profile = user?.entity?.spec?.profile;
  const name = user?.ref ? parseEntityRef(user.ref).name : 'scaffolder';
  const shown = (profile?.displayName ?? name).replace(ODD, '').trim() || name;
  const email = (profile?.email ?? '').replace(ODD, '').trim();
  return {
    name: shown,
    email: email || `${name.replace(/[^\w.-]+/g, '-')}@localhost`,
  };
}
