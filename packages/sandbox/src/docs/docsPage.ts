import MarkdownIt from 'markdown-it';

const { escapeHtml } = new MarkdownIt().utils;

/** What a page of documentation shows. */
export interface DocsPage {
  site: string;
  /** HTML of the page itself. */
  content: string;
  navigation: readonly { title: string; link: string; isOpen: boolean }[];
}

/**
 * A page in the form of Material for MkDocs, whose classes the reader of
 * TechDocs looks for: navigation at the left, the text in the middle.
 */
export function docsPage({ site, content, navigation }: DocsPage): string {
  const items = navigation.map(
    ({ title, link, isOpen }) =>
      `<li class="md-nav__item${isOpen ? ' md-nav__item--active' : ''}"><a class="md-nav__link${isOpen ? ' md-nav__link--active' : ''}" href="${escapeHtml(link)}">${escapeHtml(title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(site)}</title></head>
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
