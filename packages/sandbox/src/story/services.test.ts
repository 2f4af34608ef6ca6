import { STORY_CONTRACTS } from '../contracts/storyContracts';
import { PERSONS } from './catalogFiles';
import { ENVIRONMENTS, folderOf, placesOf, SERVICES } from './services';
import { storyEvents } from './storyCommits';
import { StoryTime } from './storyTime';

const TIME = new StoryTime(new Date('2026-11-19T13:07:00Z'));
const names = new Set(SERVICES.map(({ name }) => name));

describe('the services of the story', () => {
  it('have names of their own that a cluster can take', () => {
    expect(names.size).toBe(SERVICES.length);
    for (const name of names) {
      expect(name).toMatch(/^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$/);
    }
  });

  it.each(SERVICES.map(service => [service.name, service] as const))(
    '%s calls only what is there, and not itself',
    (name, { dependsOn, consumes }) => {
      const apis = new Map(
        STORY_CONTRACTS.map(api => [api.name, api.provider]),
      );
      for (const other of dependsOn) {
        expect(names).toContain(other);
        expect(other).not.toBe(name);
      }
      for (const api of consumes) {
        expect(apis.get(api)).toBeDefined();
        expect(apis.get(api)).not.toBe(name);
      }
    },
  );

  it('never need each other in a circle', () => {
    const needs = new Map(SERVICES.map(s => [s.name, s.dependsOn]));
    const visit = (name: string, way: string[]): void => {
      expect(way).not.toContain(name);
      for (const next of needs.get(name) ?? []) {
        visit(next, [...way, name]);
      }
    };
    for (const name of names) {
      visit(name, []);
    }
  });

  it('are each in a folder of their own wherever they run', () => {
    const folders = SERVICES.flatMap(service =>
      placesOf(service).map(place => folderOf(service.name, place)),
    );

    expect(new Set(folders).size).toBe(folders.length);
    for (const folder of folders) {
      expect(folder).toMatch(
        /^((dev|qa|acc)\/[a-z-]+|prod\/(acme|globex)\/[a-z-]+)$/,
      );
    }
  });

  it('run nowhere twice, and prod for a tenant only', () => {
    for (const service of SERVICES) {
      for (const { environment, tenant } of placesOf(service)) {
        expect(ENVIRONMENTS).toContain(environment);
        expect(tenant !== undefined).toBe(environment === 'prod');
      }
    }
  });
});

describe('the events of the story', () => {
  const events = storyEvents(TIME, 20_261_119);

  it('are in order, and none is still to come', () => {
    const times = events.map(({ at }) => at.getTime());

    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(TIME.now.getTime());
    expect(Math.min(...times)).toBeGreaterThan(TIME.ago('90d').getTime());
  });

  it('happen in places where that service runs', () => {
    const places = new Map(
      SERVICES.map(service => [
        service.name,
        placesOf(service).map(place => folderOf(service.name, place)),
      ]),
    );
    for (const { component, places: where } of events) {
      expect(where.length).toBeGreaterThan(0);
      for (const place of where) {
        expect(places.get(component)).toContain(folderOf(component, place));
      }
    }
  });

  it('have authors that the catalog knows, and subjects of one line', () => {
    const persons = new Set(PERSONS.map(({ name }) => name));
    for (const { author, subject } of events) {
      expect([...persons, 'ci-bot']).toContain(author);
      expect(subject).toMatch(/^\S[^\n]{3,70}\S$/);
    }
  });

  it('are the same for a seed, and others for another', () => {
    const told = (seed: number) =>
      storyEvents(TIME, seed).map(({ at, subject }) => `${at} ${subject}`);

    expect(told(1)).toEqual(told(1));
    expect(told(2)).not.toEqual(told(1));
  });

  it.each([
    ['in a leap year', '2028-02-29T23:59:59Z'],
    ['at the turn of a year', '2027-01-01T00:00:00Z'],
    ['when the clocks change', '2026-10-25T01:30:00Z'],
  ])('can be told %s', (_, now) => {
    const time = new StoryTime(new Date(now));

    const told = storyEvents(time, 1);

    expect(told.length).toBeGreaterThan(100);
    expect(told.at(-1)!.at.getTime()).toBeLessThanOrEqual(time.now.getTime());
  });
});
