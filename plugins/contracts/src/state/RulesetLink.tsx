import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';
import { useWords } from '../translation';

/** How many rules a ruleset has, from its name; undefined of one that does not say. */
export function ruleCountOf(ruleset: string): number | undefined {
  const [, count] = /^(\d+)-[0-9a-f]+$/.exec(ruleset) ?? [];
  return count === undefined ? undefined : Number(count);
}

/** Which rules judged, in words; the exact name is for those who compare two. */
export function RulesetLink(props: { ruleset: string; overrides?: number }) {
  const { ruleset, overrides = 0 } = props;
  const t = useWords();
  const page = useRouteRef(rootRouteRef);
  const count = ruleCountOf(ruleset);
  const words = [
    count === undefined
      ? t('ruleset.named', { ruleset })
      : t('ruleset.rules', { n: String(count) }),
    ...(overrides === 1 ? [t('ruleset.overrideOne')] : []),
    ...(overrides > 1
      ? [t('ruleset.overrides', { n: String(overrides) })]
      : []),
  ];
  return (
    <Link
      to={`${page()}?section=rules`}
      title={t('ruleset.exact', { ruleset })}
    >
      {words.join(' · ')}
    </Link>
  );
}
