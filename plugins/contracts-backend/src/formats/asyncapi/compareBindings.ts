import type { DocumentNode } from '@slipway/backstage-plugin-contracts-node';
import { canonical } from '../openapi/compareNotes';
import { entriesOf, type Fields, isFields } from '../openapi/reading';
import type { AsyncComparison } from './AsyncComparison';

// Settings that say where messages go; all others say how.
const ADDRESSES = new Set([
  'topic',
  'topic.string',
  'topic.objectName',
  'topic.name',
  'is',
  'exchange.name',
  'exchange.type',
  'exchange.vhost',
  'queue',
  'queue.name',
  'queue.vhost',
  'queue.objectName',
  'name',
  'cc',
  'destination',
  'destinationType',
  'destinations',
  'namespace',
  'method',
  'type',
]);

interface Settings {
  node: DocumentNode;
  values: ReadonlyMap<string, unknown>;
}

function flatten(fields: Fields, prefix = ''): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] =>
    isFields(value)
      ? flatten(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]],
  );
}

/** The settings of each transport, from all places that have some. */
function settingsOf(
  comparison: AsyncComparison,
  side: 'before' | 'after',
  places: readonly DocumentNode[],
): Map<string, Settings> {
  const { files } = comparison[side];
  const found = new Map<string, Settings>();
  for (const place of places) {
    const bindings = files.follow(place);
    if ('lost' in bindings) continue;
    for (const [protocol, each] of entriesOf(bindings.node)) {
      const target = files.follow(each);
      if ('lost' in target || protocol.startsWith('x-')) continue;
      const fields = isFields(target.node.value) ? target.node.value : {};
      found.set(protocol, {
        node: target.node,
        values: new Map([
          ...(found.get(protocol)?.values ?? []),
          ...flatten(fields),
        ]),
      });
    }
  }
  return found;
}

interface BindingUse {
  /** What has the settings, at the start of a sentence. */
  what: string;
  operation?: string;
  /** Settings that are told elsewhere. */
  quiet?: readonly string[];
}

function compareSettings(
  comparison: AsyncComparison,
  protocol: string,
  [before, after]: [Settings, Settings],
  { what, operation, quiet = [] }: BindingUse,
) {
  const names = new Set([...before.values.keys(), ...after.values.keys()]);
  for (const name of names) {
    const [old, young] = [before.values.get(name), after.values.get(name)];
    const told = quiet.some(
      each => name === each || name.startsWith(`${each}.`),
    );
    if (told || canonical(old) === canonical(young)) continue;
    const known = old !== undefined && young !== undefined;
    const rule =
      known && ADDRESSES.has(name)
        ? 'binding-address-changed'
        : 'binding-changed';
    comparison.add({
      rule: name === 'bindingVersion' ? 'words-changed' : rule,
      message: `${what} has ${protocol} ${name} ${young === undefined ? 'no more' : JSON.stringify(young)}${old === undefined ? '' : `, which was ${JSON.stringify(old)}`}.`,
      before: before.node,
      after: after.node,
      text: { before: old, after: young },
      ...(operation && { subject: { operation, hits: 'who-uses' } }),
    });
  }
}

/** What changed in the settings of the transports. */
export function compareBindings(
  comparison: AsyncComparison,
  before: readonly DocumentNode[],
  after: readonly DocumentNode[],
  use: BindingUse,
): void {
  const old = settingsOf(comparison, 'before', before);
  const young = settingsOf(comparison, 'after', after);
  const subject = use.operation && {
    subject: { operation: use.operation, hits: 'who-uses' as const },
  };
  for (const [protocol, settings] of old) {
    const other = young.get(protocol);
    if (other) {
      compareSettings(comparison, protocol, [settings, other], use);
    } else {
      comparison.add({
        rule: 'binding-removed',
        message: `${use.what} has no settings for ${protocol} any more.`,
        ...{ before: settings.node, ...subject },
      });
    }
  }
  for (const [protocol, { node }] of young) {
    if (old.has(protocol)) continue;
    comparison.add({
      rule: 'binding-added',
      message: `${use.what} has settings for ${protocol} now.`,
      ...{ after: node, ...subject },
    });
  }
}
