import MarkdownIt from 'markdown-it';

const { escapeHtml } = new MarkdownIt().utils;

/** Path of the stylesheet, from the root of the site; the reader takes none but one that is called like that of MkDocs' theme. */
export const STYLESHEET = 'assets/stylesheets/main.00000001.min.css';

/** What the theme of MkDocs would bring for the form of a page; colours are the reader's. */
export const STYLES = `.md-main__inner { display: flex; gap: 2rem; margin: 0; }
.md-sidebar { flex: 0 0 12rem; align-self: flex-start; }
.md-nav__list { list-style: none; margin: 0; padding: 0; }
.md-nav__link, .md-typeset a { color: var(--md-typeset-a-color, inherit); }
.md-nav__link--active { font-weight: 700; }
.md-content { flex: 1 1 auto; min-width: 0; max-width: 48rem; }
.md-typeset pre { overflow-x: auto; padding: 1rem; }
.md-typeset table { border-collapse: collapse; }
.md-typeset th, .md-typeset td { border-bottom: 1px solid; padding: 0.5rem; text-align: left; }
`;

/** What a page of documentation shows. */
export interface DocsPage {
  site: string;
  /** Path from the page to the root of the site. */
  root: string;
  /** HTML of the page itself. */
  content: string;
  navigation: readonly { title: string; link: string; isOpen: boolean }[];
}

/**
 * A page in the form of Material for MkDocs, whose classes the reader of
 * TechDocs looks for: navigation at the left, the text in the middle. It shows
 * nothing before a stylesheet is there.
 */
export function docsPage(page: DocsPage): string {
  const { site, root, content, navigation } = page;
  const items = navigation.map(
    ({ title, link, isOpen }) =>
      `<li class="md-nav__item${isOpen ? ' md-nav__item--active' : ''}"><a class="md-nav__link${isOpen ? ' md-nav__link--active' : ''}" href="${escapeHtml(link)}">${escapeHtml(title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(site)}</title>
<link rel="stylesheet" href="${root}/${STYLESHEET}">
</head>
<body>
<div class="md-container">
<main class="md-main">
<div class="md-main__inner md-grid">
<div class="md-sidebar md-sidebar--primary"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--primary" aria-label="Navigation"><ul class="md-nav__list">
${items.join('\n')}
</ul></nav>
</div></div></div>
<div class="md-content"><article class="md-content__inner md-typeset">
${content}</article></div>
</div>
</main>
</div>
</body>
</html>
`;
}
