import type { RepositoryName } from './RepositoryStore';

const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, sign => SIGNS[sign]);
}

function page(title: string, items: ReadonlyMap<string, string>): string {
  const rows = [...items].map(
    ([text, link]) =>
      `<li><a href="${escaped(encodeURI(link))}">${escaped(text)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>The forge of the sandbox. It takes what is pushed to it, also to a repository that is not there yet.</p>
${rows.length ? `<ul>\n${rows.join('\n')}\n</ul>` : '<p>Nothing is here yet.</p>'}
</body>
</html>
`;
}

/** All repositories, as links. */
export function repositoriesPage(
  repositories: readonly RepositoryName[],
): string {
  const items = repositories.map(({ owner, name }) => `${owner}/${name}`);
  return page('Repositories', new Map(items.map(item => [item, `/${item}`])));
}

/** The files of a repository, as links. */
export function filesPage(
  { owner, name }: RepositoryName,
  branch: string,
  paths: readonly string[],
): string {
  const root = `/${owner}/${name}/src/branch/${branch}`;
  return page(
    `${owner}/${name}`,
    new Map(paths.map(path => [path, `${root}/${path}`])),
  );
}
