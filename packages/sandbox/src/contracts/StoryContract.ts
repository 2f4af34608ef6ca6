import { compareVersions } from '@slipway/backstage-plugin-delivery-common';
import type { StoryService } from '../story/services';
import type { StoryTime } from '../story/storyTime';

/** A contract of the invented company: an API of the catalog, and its text in each version. */
export interface StoryContract {
  name: string;
  /** The text of `spec.type`. */
  type: string;
  description: string;
  /** Component that offers it; one that is no service is somebody outside. */
  provider: string;
  /** Absent where nobody answers for it. */
  owner?: StoryService['owner'];
  system: StoryService['system'];
  /** Ending of the file. */
  extension: string;
  /** Versions, oldest first; those of its provider when absent. */
  versions?: string[];
  /** The version whose text the catalog has. */
  current: string;
  text(version: string, time: StoryTime): string;
}

/** Whether a version is that one or a later one. */
export function isFrom(version: string, first: string): boolean {
  return (compareVersions(version, first) ?? -1) >= 0;
}
