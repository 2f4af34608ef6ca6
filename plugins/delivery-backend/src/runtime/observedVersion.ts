import type { RuntimeObservation } from '@slipway/backstage-plugin-delivery-node';
import { imageBaseName, parseImageReference } from '../formats';

/**
 * The version a runtime runs, from the images it names: the image called like
 * the component, else the only one, else the one whose tag Git wants. A
 * deployment by chart has its chart's version.
 *
 * @returns undefined when no version can be told apart
 */
export function observedVersion(
  observation: Pick<RuntimeObservation, 'images' | 'chartVersion'>,
  component: string,
  wanted: string | undefined,
): string | undefined {
  const images = observation.images
    .map(parseImageReference)
    .filter(image => image.tag);
  const named = images.filter(image => imageBaseName(image.name) === component);
  for (const candidates of [named, images]) {
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
  return images.length ? undefined : observation.chartVersion;
}
