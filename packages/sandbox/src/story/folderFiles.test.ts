import { load } from 'js-yaml';
import {
  type FolderState,
  type Pin,
  folderFiles,
  imageOf,
} from './folderFiles';
import type { FolderFormat } from './services';

const FORMATS: FolderFormat[] = ['library', 'umbrella', 'kustomize', 'plain'];
const PIN: Pin = {
  version: '2.3.0',
  by: 'user:default/oncall-2',
  reason: 'p95 went from 0.2 s to 1.9 s',
  since: '2026-11-03T10:58:00Z',
};

const state = (change: Partial<FolderState> = {}): FolderState => ({
  component: 'payments',
  format: 'library',
  version: '2.3.1',
  replicas: 3,
  memoryMi: 512,
  bans: [],
  ...change,
});

/** Numbers, from 0, of the lines that differ between two sets of files. */
function differences(before: FolderState, after: FolderState): string[] {
  const [old, now] = [folderFiles(before), folderFiles(after)];
  expect(Object.keys(now)).toEqual(Object.keys(old));
  return Object.keys(old).flatMap(name => {
    const [a, b] = [old[name].split('\n'), now[name].split('\n')];
    expect(b).toHaveLength(a.length);
    return b.filter((line, at) => line !== a[at]);
  });
}

describe.each(FORMATS)('a folder written as %s', format => {
  it('is YAML, in every file but templates, and ends with a line break', () => {
    const files = Object.entries(folderFiles(state({ format })));
    const manifests = files.filter(([name]) => !name.startsWith('templates/'));

    expect(manifests.map(([, text]) => typeof load(text))).toEqual(
      manifests.map(() => 'object'),
    );
    for (const [, text] of files) {
      expect(text).toMatch(/[^\n]\n$/);
    }
  });

  it.each([
    ['version', { version: '2.4.0' }, /2\.4\.0.*# set by CI/],
    ['replicas', { replicas: 7 }, /replicas: 7/],
    ['memory', { memoryMi: 1024 }, /memory: 1024Mi/],
  ])('changes one line for another %s', (_, change, line) => {
    const changed = differences(
      state({ format }),
      state({ format, ...change }),
    );

    expect(changed).toEqual([expect.stringMatching(line)]);
  });

  it.each(['1.10', '007', '1e3', '1184', '2.4.0-beta.1+build.7'])(
    'keeps the version %s a text',
    version => {
      const files = folderFiles(state({ format, version }));

      expect(JSON.stringify(Object.values(files).map(readAny))).toContain(
        version,
      );
    },
  );

  it('pins in a file of its own, which is there only with a pin', () => {
    const pinned = folderFiles(
      state({
        format,
        hold: { ...PIN, version: '2.3.1', until: '2026-11-20T18:00:00Z' },
        bans: [PIN, { ...PIN, version: '2.2.0' }],
      }),
    );

    expect(load(pinned['delivery.yaml'])).toEqual({
      hold: { ...PIN, version: '2.3.1', until: '2026-11-20T18:00:00Z' },
      bans: [PIN, { ...PIN, version: '2.2.0' }],
    });
    expect(folderFiles(state({ format }))).not.toHaveProperty('delivery.yaml');
    expect(
      Object.keys(load(folderFiles(state({ bans: [PIN] }))['delivery.yaml'])!),
    ).toEqual(['bans']);
  });
});

/** Templates are no YAML. */
function readAny(text: string): unknown {
  try {
    return load(text);
  } catch {
    return text;
  }
}

it('names an image after its component', () => {
  expect(imageOf('ledger')).toBe('registry.example.org/retail/ledger');
});
