import { imageOf, folderFiles, type FolderState } from './folderFiles';
import { otherStory, firstVersion } from './otherStories';
import { paymentsStory } from './paymentsStory';
import { Random } from './random';
import { folderOf, placesOf, SERVICES, type Place } from './services';
import type { StoryEvent } from './StoryEvent';
import type { StoryTime } from './storyTime';

/** A commit as Git gets it. */
export interface StoryCommit {
  at: Date;
  author: string;
  message: string;
  /** Text by path; undefined removes the file. */
  files: Map<string, string | undefined>;
}

const MEMORY_MI = 512;

/** All events of the story, oldest first. */
export function storyEvents(time: StoryTime, seed: number): StoryEvent[] {
  const random = new Random(seed);
  return SERVICES.flatMap(service =>
    service.today ? otherStory(service, time, random) : paymentsStory(time),
  )
    .filter(event => event.at.getTime() <= time.now.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function messageOf({ subject, body, trailers }: StoryEvent): string {
  const parts = [subject];
  if (body) {
    parts.push(body.join('\n'));
  }
  if (trailers) {
    parts.push(trailers.map(([key, value]) => `${key}: ${value}`).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** The folders as they are at a point of the story. */
class Folders {
  readonly #states = new Map<string, FolderState>();
  readonly #files = new Map<string, string>();

  add(component: string, place: Place, state: FolderState) {
    const folder = folderOf(component, place);
    this.#states.set(folder, state);
    return this.#changed(folder, state);
  }

  change({ component, places, change }: StoryEvent) {
    return places.flatMap(place => {
      const folder = folderOf(component, place);
      const state = this.#states.get(folder);
      if (!state) {
        throw new Error(`The story has no folder ${folder}`);
      }
      change(state);
      return this.#changed(folder, state);
    });
  }

  #changed(folder: string, state: FolderState): [string, string][] {
    return Object.entries(folderFiles(state)).flatMap(([name, text]) => {
      const path = `${folder}/${name}`;
      if (this.#files.get(path) === text) {
        return [];
      }
      this.#files.set(path, text);
      return [[path, text] as [string, string]];
    });
  }
}

function beginning(
  folders: Folders,
  time: StoryTime,
  more: Map<string, string>,
): StoryCommit {
  const files = new Map<string, string | undefined>(more);
  for (const service of SERVICES) {
    for (const place of placesOf(service)) {
      const changed = folders.add(service.name, place, {
        component: service.name,
        format: service.format,
        version: firstVersion(service),
        replicas: place.environment === 'prod' ? 3 : 1,
        memoryMi: MEMORY_MI,
        bans: [],
      });
      for (const [path, text] of changed) {
        files.set(path, text);
      }
    }
  }
  return {
    at: time.ago('90d'),
    author: 'lead-payments',
    message: 'Bring the services of retail into one repository\n',
    files,
  };
}

/** The history of the repository; `more` are files of its first commit. */
export function storyCommits(
  time: StoryTime,
  seed: number,
  more: Map<string, string>,
): StoryCommit[] {
  const folders = new Folders();
  const commits = [beginning(folders, time, more)];
  for (const event of storyEvents(time, seed)) {
    const files = folders.change(event);
    if (files.length) {
      commits.push({
        at: event.at,
        author: event.author,
        message: messageOf(event),
        files: new Map(files),
      });
    }
  }
  return commits;
}

/** Images that the registry does not have: one was never built, two were cleaned away. */
export const MISSING_IMAGES: ReadonlySet<string> = new Set(
  ['2.4.1', '2.1.0', '2.0.0'].map(tag => `${imageOf('payments')}:${tag}`),
);
