import type { FolderState } from './folderFiles';
import type { Place } from './services';

/** Who commits: persons of the sandbox, and the machine. */
export type Author =
  | 'dev-1'
  | 'dev-2'
  | 'dev-3'
  | 'lead-payments'
  | 'oncall-1'
  | 'oncall-2'
  | 'ci-bot';

/** One commit of the story. */
export interface StoryEvent {
  at: Date;
  author: Author;
  subject: string;
  body?: string[];
  trailers?: [key: string, value: string][];
  component: string;
  places: Place[];
  /** What it changes in each of the places. */
  change: (state: FolderState) => void;
}

/** Brings a version to one or more places. */
export function deploy(
  event: Omit<StoryEvent, 'change'> & { version: string },
): StoryEvent {
  const { version, ...rest } = event;
  return {
    ...rest,
    change: state => {
      state.version = version;
    },
  };
}
