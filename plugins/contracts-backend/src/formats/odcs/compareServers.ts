import type { OdcsComparison } from './OdcsComparison';
import type { OdcsDocument, OdcsField } from './odcsModel';

const PLACE =
  /^(type|location|path|host|port|database|catalog|schema|dataset|project|bucket|topic|account|endpointUrl|service|warehouse|region\w*|directory|folder|serviceName|stream)$/i;
const FILE_NAME = /^file_?name(_?pattern)?$|^pattern$/i;
const FORM =
  /^(format|delimiter|encoding|charset|header|has_?header|trailer|quote\w*|escape\w*|compression|line_?(ending|separator)|record_?length|decimal\w*)$/i;
const WORDS = /^(server|description|environment|id)$/i;

function ruleOf(setting: string): string | undefined {
  if (WORDS.test(setting)) return undefined;
  if (FILE_NAME.test(setting)) return 'file-name-changed';
  if (FORM.test(setting)) return 'file-form-changed';
  return PLACE.test(setting) ? 'place-changed' : 'server-detail-changed';
}

function compareSettings(
  comparison: OdcsComparison,
  name: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
) {
  for (const setting of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(setting), after.get(setting)];
    const rule = ruleOf(setting);
    if (was === is || !rule) continue;
    comparison.add(
      { operation: `server ${name}`, field: setting },
      rule,
      `The ${setting} of ${name} is ${is ?? 'not said'} now, where it was ${was ?? 'not said'}.`,
      { before: was ?? '', after: is ?? '' },
    );
  }
}

/** Compares where and in which form data is delivered. */
export function compareServers(comparison: OdcsComparison): void {
  const [old, young] = [comparison.before.servers, comparison.after.servers];
  for (const [name, settings] of old) {
    const same = young.get(name);
    if (same) compareSettings(comparison, name, settings, same);
    else {
      const at = { operation: `server ${name}`, field: '' };
      const message = `The place ${name} was removed.`;
      comparison.add(at, 'server-removed', message, { before: name });
    }
  }
  for (const name of young.keys()) {
    if (old.has(name)) continue;
    const at = { operation: `server ${name}`, field: '' };
    const message = `The place ${name} was added.`;
    comparison.add(at, 'server-added', message, { after: name });
  }
}

/** How columns are told apart: by position, by a header, or by name only. */
function orderCounts({ servers }: OdcsDocument): 'position' | 'header' | 'no' {
  const files = [...servers.values()].filter(settings =>
    /csv|tsv|txt|text|fixed|flat/i.test(settings.get('format') ?? ''),
  );
  if (!files.length) return 'no';
  const headed = files.every(settings =>
    /^(true|yes|1)$/i.test(
      settings.get('header') ?? settings.get('hasHeader') ?? '',
    ),
  );
  return headed ? 'header' : 'position';
}

/** Says when columns moved that are known by where they stand. */
export function compareOrder(
  comparison: OdcsComparison,
  before: OdcsField,
  after: OdcsField,
): void {
  const counts = orderCounts(comparison.before);
  if (counts === 'no') return;
  const names = ({ fields }: OdcsField) => fields.map(({ name }) => name);
  const [old, young] = [names(before), names(after)];
  const kept = old.filter(name => young.includes(name));
  // What was added behind all others moves nobody.
  const start = young.slice(0, kept.length);
  const gone =
    kept.length < old.length &&
    old.slice(0, kept.length).join() !== kept.join();
  if (start.join() === kept.join() && !gone) return;
  comparison.add(
    { operation: before.name, field: '' },
    counts === 'position' ? 'field-order-changed' : 'header-order-changed',
    `The columns of ${before.name} stand in another order.`,
    { before: old.join(', '), after: young.join(', ') },
  );
}
