import type { OdcsComparison, OdcsPlace } from './OdcsComparison';
import { pathOf } from './OdcsComparison';
import { canonicalOf, isRaw, type Raw, rawsOf, scalarOf } from './odcsModel';

/** What a check is called, or what it looks at. */
function nameOf(check: Raw): string {
  const { name, rule, metric, query } = check;
  const own = [name, rule, metric, query].map(scalarOf).find(Boolean);
  return own ?? canonicalOf(check);
}

function checksOf(raw: Raw): Map<string, Raw> {
  // A list of values limits them, and is compared with them.
  const checks = rawsOf(raw.quality).filter(each => {
    const inside = isRaw(each.arguments) ? each.arguments : each;
    return !Array.isArray(inside.validValues);
  });
  return new Map(checks.map(check => [nameOf(check), check]));
}

/** Compares the checks of the quality of an object or field. */
export function compareQuality(
  comparison: OdcsComparison,
  place: OdcsPlace,
  before: Raw,
  after: Raw,
): void {
  const [old, young] = [checksOf(before), checksOf(after)];
  const path = pathOf(place);
  for (const [name, check] of old) {
    const same = young.get(name);
    const was = canonicalOf(check);
    if (!same) {
      const message = `The check '${name}' of ${path} was removed.`;
      comparison.add(place, 'quality-removed', message, { before: was });
    } else if (was !== canonicalOf(same)) {
      const message = `The check '${name}' of ${path} changed.`;
      const texts = { before: was, after: canonicalOf(same) };
      comparison.add(place, 'quality-changed', message, texts);
    }
  }
  for (const [name, check] of young) {
    if (old.has(name)) continue;
    const message = `The check '${name}' of ${path} was added.`;
    const texts = { after: canonicalOf(check) };
    comparison.add(place, 'quality-added', message, texts);
  }
}
