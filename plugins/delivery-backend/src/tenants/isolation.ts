import {
  ISOLATION_RULES,
  type IsolationFinding,
  type IsolationRule,
} from '@slipway/backstage-plugin-delivery-common';
import type { FolderFacts } from './folderFacts';

/** A service with what its manifests tell; nothing when they were not read. */
export interface ServiceFacts {
  component: string;
  facts?: FolderFacts;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}

function finding(
  rule: IsolationRule,
  services: readonly ServiceFacts[],
): IsolationFinding {
  const of = (answer: string) =>
    services.filter(
      ({ facts }) => (facts?.rules[rule].answer ?? 'unknown') === answer,
    );
  const [no, unknown, yes] = [of('no'), of('unknown'), of('yes')];
  const all = { no, unknown, yes };
  const answer =
    (['no', 'unknown'] as const).find(each => all[each].length) ?? 'yes';
  const [first] = all[answer];
  const by = first?.facts?.rules[rule].by ?? 'its folder was not read yet';
  return {
    ...{ rule, answer },
    without: unique(no.map(({ component }) => component)),
    unknown: unique(unknown.map(({ component }) => component)),
    message: `${first?.component ?? ''}: ${by}.`,
  };
}

/** What can be told of the rules for a tenant's services; nothing without any. */
export function isolationOf(
  services: readonly ServiceFacts[],
): IsolationFinding[] {
  return services.length
    ? ISOLATION_RULES.map(rule => finding(rule, services))
    : [];
}
