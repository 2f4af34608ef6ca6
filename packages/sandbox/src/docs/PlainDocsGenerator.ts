import { execFile } from 'node:child_process';
import { lstat, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { NotFoundError } from '@backstage/errors';
import type {
  GeneratorBase,
  GeneratorRunOptions,
} from '@backstage/plugin-techdocs-node';
import { DEFAULT_SCHEMA, load, Type } from 'js-yaml';
import MarkdownIt from 'markdown-it';
import { docsPage, STYLES, STYLESHEET } from './docsPage';

/** Tags such as `!!python/name:` are for MkDocs; here they mean nothing. */
const TOLERANT = DEFAULT_SCHEMA.extend(
  (['scalar', 'sequence', 'mapping'] as const).flatMap(kind =>
    ['tag:yaml.org,2002:python/', '!'].map(
      tag => new Type(tag, { kind, multi: true, construct: () => undefined }),
    ),
  ),
);

const CONFIG_FILES = ['mkdocs.yml', 'mkdocs.yaml'];
/** As long as `mkdocs --version` may take. */
const PATIENCE_MS = 10_000;

interface Site {
  name: string;
  docs: string;
  /** Titles and paths of pages, in the order of the navigation. */
  navigation: readonly [string, string][];
}

/** Whether the machine has what TechDocs makes its pages with. */
export async function hasMkDocs(): Promise<boolean> {
  try {
    await promisify(execFile)('mkdocs', ['--version'], {
      timeout: PATIENCE_MS,
    });
    return true;
  } catch {
    return false;
  }
}

async function readSite(folder: string): Promise<Site> {
  for (const file of CONFIG_FILES) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    const config =
      text &&
      (load(text, { schema: TOLERANT }) as Record<string, unknown> | undefined);
    if (config) {
      const { site_name: name = 'Documentation', docs_dir: docs = 'docs' } =
        config;
      return {
        name: String(name),
        docs: join(folder, String(docs).replaceAll('..', '')),
        navigation: readNavigation(config.nav),
      };
    }
  }
  throw new NotFoundError(`Neither ${CONFIG_FILES.join(' nor ')} is there.`);
}

/** Titles and paths of pages; of sections only their pages. */
function readNavigation(nav: unknown): [string, string][] {
  if (!Array.isArray(nav)) {
    return [];
  }
  return nav.flatMap((item): [string, string][] => {
    if (typeof item === 'string') {
      return [[titleOf(item), item]];
    }
    if (typeof item !== 'object' || item === null) {
      return [];
    }
    return Object.entries(item).flatMap(([title, target]) =>
      typeof target === 'string'
        ? ([[title, target]] as [string, string][])
        : readNavigation(target),
    );
  });
}

function titleOf(path: string): string {
  return path.replace(/\.md$/, '');
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const kinds = await Promise.all(
    entries.map(async path => ({
      path: path.split(sep).join('/'),
      // What a link leads to may lie outside of the folder.
      isFile: (await lstat(join(folder, path))).isFile(),
    })),
  );
  return kinds
    .filter(({ isFile }) => isFile)
    .map(({ path }) => path)
    .sort();
}

/** The address of a page as MkDocs gives it: a folder of its own, save the first. */
function pageOf(path: string): string {
  const bare = path.replace(/\.md$/, '');
  return /(^|\/)index$/.test(bare) ? `${bare}.html` : `${bare}/index.html`;
}

/** What MkDocs calls a heading, so that links to it lead there. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-');
}

/** From a page's folder to the one that its file stands in. */
function upFrom(path: string): string {
  return /(^|\/)index\.md$/.test(path) ? '' : '../';
}

/**
 * Makes the pages of TechDocs from Markdown, plainly, where the machine has no
 * MkDocs: no plugins, no themes; the form is that which the reader of TechDocs
 * expects.
 */
export class PlainDocsGenerator implements GeneratorBase {
  readonly #markdown = new MarkdownIt({ linkify: true });

  constructor() {
    const { rules } = this.#markdown.renderer;
    rules.link_open = (tokens, index, options, env, self) => {
      const target = tokens[index].attrGet('href') ?? '';
      const [, path, hash = ''] =
        /^(?!\w+:)([^#]+\.md)(#.*)?$/.exec(target) ?? [];
      if (path) {
        // Each page is a folder, so that what stands beside it is one up.
        const page = `${env.up}${dirname(pageOf(path))}/`;
        tokens[index].attrSet('href', `${page}${hash}`);
      }
      return self.renderToken(tokens, index, options);
    };
    rules.heading_open = (tokens, index, options, _env, self) => {
      tokens[index].attrSet('id', slugOf(tokens[index + 1]?.content ?? ''));
      return self.renderToken(tokens, index, options);
    };
  }

  async run(options: GeneratorRunOptions): Promise<void> {
    const { inputDir, outputDir, etag, logger, siteOptions } = options;
    const site = await readSite(inputDir);
    const files = await filesOf(site.docs);
    for (const path of files) {
      await this.#write({ site, path, outputDir, files });
    }
    await mkdir(join(outputDir, dirname(STYLESHEET)), { recursive: true });
    await writeFile(join(outputDir, STYLESHEET), STYLES);
    await writeFile(
      join(outputDir, 'techdocs_metadata.json'),
      JSON.stringify({
        site_name: siteOptions?.name ?? site.name,
        site_description: '',
        etag,
        build_timestamp: Date.now(),
        files: (await filesOf(outputDir)).concat('techdocs_metadata.json'),
      }),
    );
    logger.info(
      `${files.length} files of documentation were made plainly, as this machine has no MkDocs`,
    );
  }

  async #write(options: {
    site: Site;
    path: string;
    outputDir: string;
    files: readonly string[];
  }): Promise<void> {
    const { site, path, outputDir, files } = options;
    const source = join(site.docs, path);
    const isPage = path.endsWith('.md');
    const target = join(outputDir, isPage ? pageOf(path) : path);
    await mkdir(dirname(target), { recursive: true });
    if (!isPage) {
      await writeFile(target, await readFile(source));
      return;
    }
    const text = await readFile(source, 'utf8');
    const from = dirname(pageOf(path));
    const navigation = navigationOf(site, files).map(([title, page]) => ({
      title,
      isOpen: page === path,
      link: `${relative(from, dirname(pageOf(page))) || '.'}/`,
    }));
    const page = docsPage({
      ...{ site: site.name, root: relative(from, '') || '.' },
      content: this.#markdown.render(text, { up: upFrom(path) }),
      navigation,
    });
    await writeFile(target, page);
  }
}

function navigationOf(
  { navigation }: Site,
  files: readonly string[],
): [string, string][] {
  const pages = files.filter(path => path.endsWith('.md'));
  return navigation.length
    ? navigation.filter(([, path]) => pages.includes(path))
    : pages.map(path => [titleOf(path), path]);
}
