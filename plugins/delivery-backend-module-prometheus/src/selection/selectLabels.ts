import type { HealthTarget } from '@slipway/backstage-plugin-delivery-node';
import type { HealthProfile, LabelTemplate } from '../profiles/HealthProfile';
import { parseSelector, PROMETHEUS_ANNOTATIONS } from './annotations';
import { fillPattern, fillTemplate } from './template';

/** What one label of a series must be. */
export interface SelectedLabel {
  name: string;
  value: string;
  /** True when the value is a regular expression. */
  isPattern: boolean;
}

/** The labels by which the series of one deployment are found, sorted by name. */
export type Selection = readonly SelectedLabel[];

/** What a server knows of labels and profiles. */
export interface SelectionRules {
  /** Labels that the server attaches when it scrapes. */
  targetLabels: Record<string, LabelTemplate>;
}

/**
 * Fills in the labels of a profile for a deployment.
 *
 * @returns undefined when something that is needed is not known of it
 * @throws InputError when its annotation cannot be read
 */
export function selectLabels(
  profile: HealthProfile,
  target: HealthTarget,
  { targetLabels }: SelectionRules,
): Selection | undefined {
  const own = target.annotations[PROMETHEUS_ANNOTATIONS.selector];
  const named = target.annotations[PROMETHEUS_ANNOTATIONS.profile];
  const isOwn = profile.labels === 'target' || profile.id === named;
  if (own !== undefined && isOwn) {
    return fillLabels(parseSelector(own), target);
  }
  const { labels } = profile;
  return fillLabels(labels === 'target' ? targetLabels : labels, target);
}

function fillLabels(
  templates: Record<string, LabelTemplate>,
  target: HealthTarget,
): Selection | undefined {
  const selection: SelectedLabel[] = [];
  for (const name of Object.keys(templates).sort()) {
    const template = templates[name];
    const isPattern = typeof template !== 'string';
    const filled = isPattern
      ? fillPattern(template.pattern, target)
      : fillTemplate(template, target);
    if (filled.kind === 'missing') {
      return undefined;
    }
    if (filled.kind === 'text' && filled.text) {
      selection.push({ name, value: filled.text, isPattern });
    }
  }
  // Without any label everything would be selected.
  return selection.length ? selection : undefined;
}

/** Whether what is known of something contradicts no label of a selection. */
export function agreement(
  selection: Selection,
  labels: Readonly<Record<string, string>>,
): { contradicts: boolean; shared: number } {
  let shared = 0;
  for (const { name, value, isPattern } of selection) {
    const found = labels[name];
    if (found === undefined) {
      continue;
    }
    const agrees = isPattern
      ? new RegExp(`^(?:${value})$`).test(found)
      : found === value;
    if (!agrees) {
      return { contradicts: true, shared };
    }
    shared++;
  }
  return { contradicts: false, shared };
}
