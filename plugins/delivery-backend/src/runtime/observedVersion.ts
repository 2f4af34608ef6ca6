import type { RuntimeObservation } from '@slipway/backstage-plugin-delivery-node';
import type { DeploymentRow } from '../database/rows';
import { imageBaseName, parseImageReference } from '../formats';

/** What of an observation says a version. */
export type VersionEvidence = Pick<
  RuntimeObservation,
  'images' | 'chartVersion' | 'sync'
>;

/** A runtime's images, told apart by the component and by what Git wants. */
function versionOfImages(
  images: readonly string[],
  component: string,
  wanted: string | null,
): string | undefined {
  const tagged = images.map(parseImageReference).filter(image => image.tag);
  const named = tagged.filter(image => imageBaseName(image.name) === component);
  for (const candidates of [named, tagged]) {
    const tags = [...new Set(candidates.map(image => image.tag!))];
    if (tags.length === 1) {
      return tags[0];
    }
    // Two tags of one image: a rollout is under way, and what Git wants is not
    // all that runs.
    const others = tags.filter(tag => tag !== wanted);
    if (candidates === named && tags.length === 2 && others.length === 1) {
      return others[0];
    }
  }
  return undefined;
}

/**
 * The version a runtime runs: by its images, where Git names an image, with
 * the image called like the component before the only one. Where Git names a
 * chart's version no image says it; then it runs when the runtime is in sync.
 *
 * @returns undefined when no version can be told apart
 */
export function observedVersion(
  { images, chartVersion, sync }: VersionEvidence,
  desired: Pick<DeploymentRow, 'component' | 'version' | 'carrier'>,
): string | undefined {
  if (desired.carrier === 'chart') {
    const applied = sync.status === 'in-sync' ? desired.version : undefined;
    return chartVersion ?? applied ?? undefined;
  }
  return (
    versionOfImages(images, desired.component, desired.version) ??
    (images.length ? undefined : chartVersion)
  );
}
