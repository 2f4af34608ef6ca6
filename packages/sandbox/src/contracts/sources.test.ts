import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../story/git';
import { SERVICES } from '../story/services';
import { StoryTime } from '../story/storyTime';
import { DECLARING, needsFile } from './needs';
import { sourceReleases } from './sourceReleases';
import { ensureSourceRepository } from './sourceRepository';
import {
  contractVersions,
  STORY_CONTRACTS,
  versionsOf,
} from './storyContracts';

const NOW = new Date('2026-11-19T13:07:00Z');
const TIME = new StoryTime(NOW);

describe('the contracts of the story', () => {
  it('have names of their own, versions, and one that the catalog has', () => {
    const names = STORY_CONTRACTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const contract of STORY_CONTRACTS) {
      const versions = contractVersions(contract);
      expect(versions).toContain(contract.current);
      expect(new Set(versions).size).toBe(versions.length);
    }
  });

  it('change from version to version, and are the same each time', () => {
    for (const contract of STORY_CONTRACTS) {
      const [first, last] = [
        contractVersions(contract)[0],
        contractVersions(contract).at(-1)!,
      ];
      expect(contract.text(first, TIME)).toBe(contract.text(first, TIME));
      expect(contract.text(first, TIME)).not.toBe(contract.text(last, TIME));
    }
  });

  it('are of all kinds that are told of', () => {
    const types = new Set(STORY_CONTRACTS.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      ...['asyncapi', 'graphql', 'grpc', 'odcs', 'openapi', 'sql', 'wsdl'],
    ]);
  });
});

describe('what services need', () => {
  it('is declared by services that are there, of contracts that are there', () => {
    const contracts = STORY_CONTRACTS.map(({ name }) => name);
    const services = SERVICES.map(({ name }) => name);
    for (const service of DECLARING) {
      expect(services).toContain(service);
      const [version = '2.4.0'] = versionsOf(service);
      const text = needsFile(service, version)!;
      const named = [...text.matchAll(/contract: (\S+)/g)].map(each => each[1]);
      expect(named).not.toEqual([]);
      expect(contracts).toEqual(expect.arrayContaining(named));
    }
  });

  it('is nothing for who never declared any', () => {
    expect(needsFile('reports', '0.9.4')).toBeUndefined();
    expect(needsFile('toString', '1.0.0')).toBeUndefined();
  });

  it('changes where the story says so', () => {
    expect(needsFile('batch-settlement', '1.12.0')).toContain('later');
    expect(needsFile('batch-settlement', '1.13.0-rc.1')).not.toContain('later');
    expect(needsFile('web-shop', '7.4.2')).toContain('voucher');
    expect(needsFile('web-shop', '7.4.3')).not.toContain('voucher');
  });
});

describe('the sources', () => {
  const releases = sourceReleases(TIME);

  it('have a tag for each release that brings something, oldest first', () => {
    const tags = releases.map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags).toEqual(
      expect.arrayContaining([
        ...['payments/v2.5.0-beta.3', 'checkout/v5.2.0', 'web-shop/v7.4.2'],
        ...['ledger/v4.2.1', 'carrier-labels/v1.2.0', 'warehouse/v1184'],
      ]),
    );
    const times = releases.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(NOW.getTime());
  });

  it('are kept at a later start, with the moment they tell of', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-sources-'));
    const path = join(folder, 'sources.git');
    const later = new Date('2026-11-25T13:07:00Z');
    const told = await ensureSourceRepository({ path, now: NOW, reset: false });
    const again = await ensureSourceRepository({
      ...{ path, now: later, reset: false },
    });
    const tags = await git(['tag', '--list'], { cwd: path });
    const text = await git(
      ['show', 'checkout/v5.2.0:checkout/contracts/checkout-api.yaml'],
      { cwd: path },
    );
    const anew = await ensureSourceRepository({
      ...{ path, now: later, reset: true },
    });
    rmSync(folder, { recursive: true });

    expect([told, again, anew]).toEqual([NOW, NOW, later]);
    expect(tags.trim().split('\n')).toHaveLength(releases.length);
    expect(text).toContain('version: 5.2.0');
    expect(text).not.toContain('voucher');
  });
});
