import { SERVICES } from '../story/services';
import { StoryTime } from '../story/storyTime';
import { needsFile } from './needs';
import {
  contractVersions,
  STORY_CONTRACTS,
  versionsOf,
} from './storyContracts';

/** One release of the sources: a tag, and the files that came with it. */
export interface SourceRelease {
  tag: string;
  component: string;
  version: string;
  at: Date;
  files: Map<string, string>;
}

const OLDEST_DAYS = 84;
const NEWEST_DAYS = 2;

/** Evenly over the time; the order is all that matters. */
function releaseTime(index: number, count: number, time: StoryTime): Date {
  const step = count > 1 ? (OLDEST_DAYS - NEWEST_DAYS) / (count - 1) : 0;
  return time.ago(`${OLDEST_DAYS - step * index}d`);
}

function componentVersions(component: string): string[] {
  const own = component === 'payments' ? [] : versionsOf(component);
  const offered = STORY_CONTRACTS.filter(
    ({ provider }) => provider === component,
  ).flatMap(contractVersions);
  return [...new Set(own.length ? own : offered)];
}

/** Contracts whose versions go with those of their provider. */
function contractFiles(
  component: string,
  version: string,
  time: StoryTime,
): [string, string][] {
  return STORY_CONTRACTS.filter(
    contract =>
      contract.provider === component &&
      contractVersions(contract).includes(version),
  ).map(contract => [
    `${component}/contracts/${contract.name}.${contract.extension}`,
    contract.text(version, time),
  ]);
}

/** Contracts that have versions of their own: a tag for each. */
function ownReleases(time: StoryTime): SourceRelease[] {
  return STORY_CONTRACTS.flatMap(contract => {
    const { provider, name, extension, versions } = contract;
    // Somebody outside has no releases here that the contract could come with.
    const isService = SERVICES.some(each => each.name === provider);
    const components = isService ? componentVersions(provider) : [];
    const own = (versions ?? []).filter(
      version => !components.includes(version),
    );
    return own.map((version, index): SourceRelease => ({
      ...{ tag: `${name}/v${version}`, component: name, version },
      at: releaseTime(index, own.length, time),
      files: new Map([
        [
          `${name}/contracts/${name}.${extension}`,
          contract.text(version, time),
        ],
      ]),
    }));
  });
}

function componentReleases(component: string, time: StoryTime) {
  const versions = componentVersions(component);
  return versions.map((version, index): SourceRelease => {
    const needs = needsFile(component, version);
    return {
      ...{ tag: `${component}/v${version}`, component, version },
      at: releaseTime(index, versions.length, time),
      files: new Map([
        ...contractFiles(component, version, time),
        ...(needs ? [[`${component}/needs.yaml`, needs] as const] : []),
      ]),
    };
  });
}

/** All releases of the invented company, oldest first. */
export function sourceReleases(time: StoryTime): SourceRelease[] {
  return [
    ...SERVICES.flatMap(({ name }) => componentReleases(name, time)),
    ...ownReleases(time),
  ]
    .filter(({ files }) => files.size)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
