import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { PlainDocsGenerator } from './PlainDocsGenerator';

describe('documentation without MkDocs', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-docs-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** Generates the site of some files; gives a reader of what was made. */
  async function generate(files: Record<string, string>) {
    const inputDir = join(directory, 'in');
    const outputDir = join(directory, 'out');
    await mkdir(outputDir, { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(inputDir, path)), { recursive: true });
      await writeFile(join(inputDir, path), text);
    }
    const logger =
      mockServices.logger.mock() as unknown as GeneratorRunOptions['logger'];
    await new PlainDocsGenerator().run({
      ...{ inputDir, outputDir, logger, etag: 'abc' },
    });
    return (path: string) => readFile(join(outputDir, path), 'utf8');
  }

  it('has a page for each file, in the order of the navigation', async () => {
    const made = await generate({
      'mkdocs.yml':
        'site_name: Orders & more\nnav:\n  - Start: index.md\n  - Runs:\n      - Night: runs/night.md\n',
      'docs/index.md': '# Orders\n\nAsk `payments`.\n',
      'docs/runs/night.md': '# At night\n',
    });

    const first = await made('index.html');
    expect(first).toContain('<title>Orders &amp; more</title>');
    expect(first).toContain('<h1 id="orders">Orders</h1>');
    expect(first).toContain('<code>payments</code>');
    expect(first).toMatch(/href="\.\/">Start<[^]*href="runs\/night\/">Night</);
    expect(await made('runs/night/index.html')).toMatch(
      /href="\.\.\/\.\.\/">Start<[^]*--active" href="\.\/">Night</,
    );
  });

  it('tells TechDocs of what state it is, and which files there are', async () => {
    const made = await generate({
      'mkdocs.yaml': 'site_name: Orders\n',
      'docs/index.md': '# Orders\n',
      'docs/picture.svg': '<svg/>',
    });

    expect(JSON.parse(await made('techdocs_metadata.json'))).toMatchObject({
      site_name: 'Orders',
      etag: 'abc',
      files: [
        ...[
          'assets/stylesheets/main.00000001.min.css',
          'index.html',
          'picture.svg',
        ],
        'techdocs_metadata.json',
      ],
    });
    expect(await made('picture.svg')).toBe('<svg/>');
  });

  it('has a stylesheet on each page, for which the reader waits', async () => {
    const made = await generate({
      'mkdocs.yml': 'site_name: Orders\n',
      'docs/index.md': '# Orders\n',
      'docs/runs/night.md': '# At night\n',
    });

    expect(await made('index.html')).toContain(
      'href="./assets/stylesheets/main.00000001.min.css"',
    );
    expect(await made('runs/night/index.html')).toContain(
      'href="../../assets/stylesheets/main.00000001.min.css"',
    );
    expect(await made('assets/stylesheets/main.00000001.min.css')).toContain(
      '.md-content',
    );
  });

  it('leads from page to page, and lets other links be', async () => {
    const made = await generate({
      'mkdocs.yml': 'site_name: Orders\n',
      'docs/index.md':
        '[a](runs/night.md#begin) [b](https://example.org/x.md)\n',
      'docs/runs/night.md': '[c](../index.md) [d](day.md)\n',
      'docs/runs/day.md': '# By day\n',
    });

    expect(await made('index.html')).toMatch(
      /href="runs\/night\/#begin"[^]*href="https:\/\/example\.org\/x\.md"/,
    );
    expect(await made('runs/night/index.html')).toMatch(
      /href="\.\.\/\.\.\/"[^]*href="\.\.\/day\/"/,
    );
  });

  it('keeps pages of the same title, and those without one', async () => {
    const made = await generate({
      'mkdocs.yml':
        'site_name: Orders\nnav:\n  - index.md\n  - A:\n      - Overview: a.md\n  - B:\n      - Overview: b.md\n',
      'docs/index.md': '# Orders\n',
      'docs/a.md': '# A\n',
      'docs/b.md': '# B\n',
    });

    expect(await made('index.html')).toMatch(
      />index<[^]*href="a\/">Overview<[^]*href="b\/">Overview</,
    );
  });

  it('passes over what only MkDocs understands', async () => {
    const made = await generate({
      'mkdocs.yml':
        'site_name: Orders\nmarkdown_extensions:\n  - x:\n      y: !!python/name:a.b\n      z: !ENV [A, b]\n',
      'docs/index.md': '# Orders\n',
    });

    expect(await made('index.html')).toContain('Orders');
  });

  it('takes HTML in a text for text', async () => {
    const made = await generate({
      'mkdocs.yml': 'site_name: Orders\n',
      'docs/index.md': '<script>alert(1)</script>\n',
    });

    expect(await made('index.html')).not.toContain('<script>');
  });

  it('stays within the folder of the documentation', async () => {
    const made = await generate({
      'mkdocs.yml': 'site_name: Orders\ndocs_dir: docs/..\n',
      'docs/index.md': '# Orders\n',
      'password.md': 'not for others\n',
    });

    await expect(made('password/index.html')).rejects.toThrow('ENOENT');
  });

  it('follows no link out of it', async () => {
    await mkdir(join(directory, 'in', 'docs'), { recursive: true });
    await writeFile(join(directory, 'secret.md'), 'not for others\n');
    await symlink(
      join(directory, 'secret.md'),
      join(directory, 'in', 'docs', 'secret.md'),
    );
    const made = await generate({
      'mkdocs.yml': 'site_name: Orders\n',
      'docs/index.md': '# Orders\n',
    });

    await expect(made('secret/index.html')).rejects.toThrow('ENOENT');
  });

  it('says what is missing', async () => {
    await expect(generate({ 'docs/index.md': '# Orders\n' })).rejects.toThrow(
      'Neither mkdocs.yml nor mkdocs.yaml is there.',
    );
  });
});
