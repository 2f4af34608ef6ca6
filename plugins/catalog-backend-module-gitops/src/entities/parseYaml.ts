import { parseAllDocuments, visit } from 'yaml';

/**
 * The documents of a text, as JSON has them. Aliases could make a small text a
 * huge object, so a text with one is not read.
 *
 * @throws Error with a sentence
 */
export function parseYaml(text: string): unknown[] {
  const parsed = parseAllDocuments(text, { logLevel: 'error' });
  // An empty text is none.
  const documents = Array.isArray(parsed) ? parsed : [];
  return documents.map(document => {
    const [error] = document.errors;
    if (error) throw new Error(error.message);
    visit(document, {
      Alias: () => {
        throw new Error('It uses anchors or aliases, which are not read');
      },
    });
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  });
}
