import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GitReader } from '../reconcile/GitReader';
import { SANDBOX_CLUSTERS } from '../reconcile/places';
import { git } from '../story/git';
import { servedVersions } from './servedVersions';

const START = Date.parse('2026-11-19T10:00:00Z') / 1000;
/** What the deployment after a commit takes. */
const DEPLOY = 35;
const CHART =
  'apiVersion: v2\nname: x\nversion: 0.1.0\ndependencies: [{ name: service, version: 1.0.0 }]\n';

function files(folder: string, tag: string, more = ''): [string, string][] {
  const component = folder.split('/').pop()!;
  const image = `registry.example.org/retail/${component}`;
  return [
    [`${folder}/Chart.yaml`, CHART],
    [
      `${folder}/values.yaml`,
      `service:\n  image:\n    repository: ${image}\n    tag: "${tag}"\n${more}`,
    ],
  ];
}

describe('servedVersions', () => {
  let repository: string;
  let minutes: number;

  beforeEach(async () => {
    repository = await mkdtemp(join(tmpdir(), 'slipway-served-'));
    minutes = 0;
    await git(['init', '-q', '-b', 'main'], { cwd: repository });
  });

  afterEach(() => rm(repository, { recursive: true, force: true }));

  /** Commits ten minutes after the commit before. */
  async function commit(...changes: [string, string | undefined][]) {
    for (const [name, text] of changes) {
      const path = join(repository, name);
      if (text === undefined) {
        await rm(path);
      } else {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    }
    await git(['add', '-A'], { cwd: repository });
    const at = START + minutes * 60;
    minutes += 10;
    // The time of the committer comes from the commit's own date.
    const input = `tree ${(await git(['write-tree'], { cwd: repository })).trim()}\n${await parent()}author a <a@b> ${at} +0000\ncommitter a <a@b> ${at} +0000\n\nChange\n`;
    const sha = await git(['hash-object', '-t', 'commit', '-w', '--stdin'], {
      ...{ cwd: repository, input },
    });
    await git(['update-ref', 'refs/heads/main', sha.trim()], {
      cwd: repository,
    });
  }

  async function parent(): Promise<string> {
    const head = await git(['rev-parse', '-q', '--verify', 'main'], {
      cwd: repository,
    }).catch(() => '');
    return head ? `parent ${head}` : '';
  }

  /** Folder, tag, and minutes from the first commit to begin and end. */
  async function spans() {
    const found = await servedVersions(
      new GitReader(repository),
      SANDBOX_CLUSTERS,
    );
    const minuteOf = (date: Date | undefined) =>
      date && (date.getTime() / 1000 - START - DEPLOY) / 60;
    return found.map(({ folder, image, from, to }) => [
      ...[folder, image.split(':')[1], minuteOf(from), minuteOf(to)],
    ]);
  }

  it('serves each version from its deployment until the next one', async () => {
    await commit(...files('prod/acme/cart', '1.0.0'));
    await commit(...files('prod/acme/cart', '1.1.0'));
    await commit(...files('prod/acme/cart', '1.0.0'));
    expect(await spans()).toEqual([
      ['prod/acme/cart', '1.0.0', 0, 10],
      ['prod/acme/cart', '1.1.0', 10, 20],
      ['prod/acme/cart', '1.0.0', 20, undefined],
    ]);
  });

  it('goes on through a commit that changes something else', async () => {
    await commit(...files('prod/acme/cart', '1.0.0'));
    await commit(...files('prod/acme/cart', '1.0.0', 'more: true\n'));
    await commit(...files('qa/cart', '1.2.0'));
    expect(await spans()).toEqual([
      ['qa/cart', '1.2.0', 20, undefined],
      ['prod/acme/cart', '1.0.0', 0, undefined],
    ]);
  });

  it('goes on with what served while a version does not start', async () => {
    await commit(...files('prod/acme/payments', '2.3.1'));
    await commit(...files('prod/acme/payments', '2.2.0'));
    await commit(...files('prod/acme/payments', '2.4.1'));
    await commit(...files('prod/acme/payments', '2.4.0'));
    expect(await spans()).toEqual([
      ['prod/acme/payments', '2.3.1', 0, 30],
      // It starts, and fails; it serves all the same.
      ['prod/acme/payments', '2.4.0', 30, undefined],
    ]);
  });

  it('tells environments apart: what crashes before customers may serve testers', async () => {
    await commit(...files('qa/payments', '2.2.0'));
    expect(await spans()).toEqual([['qa/payments', '2.2.0', 0, undefined]]);
  });

  it.each([
    ['is no YAML', 'service: [\n'],
    ['names no image', 'replicas: 3\n'],
    ['asks for too many', 'image: { repository: a, tag: b }\nreplicas: 9999\n'],
  ])('goes on with what served when a file %s', async (_, text) => {
    await commit(...files('prod/acme/cart', '1.0.0'));
    await commit(['prod/acme/cart/values.yaml', text]);
    await commit(...files('prod/acme/cart', '1.1.0'));
    expect(await spans()).toEqual([
      ['prod/acme/cart', '1.0.0', 0, 20],
      ['prod/acme/cart', '1.1.0', 20, undefined],
    ]);
  });

  it('knows the cluster of each folder, and leaves out what no cluster deploys', async () => {
    await commit(
      ...files('prod/globex/cart', '1.0.0'),
      ...files('stage/nobody/cart', '1.0.0'),
      ['catalog/all.yaml', 'kind: Location\n'],
    );
    const [only, ...rest] = await servedVersions(
      ...([new GitReader(repository), SANDBOX_CLUSTERS] as const),
    );
    expect(only).toMatchObject({
      component: 'cart',
      cluster: { name: 'eu-2' },
    });
    expect(rest).toEqual([]);
  });
});
