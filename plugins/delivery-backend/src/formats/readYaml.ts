import { InputError } from '@backstage/errors';
import { FAILSAFE_SCHEMA, loadAll } from 'js-yaml';

/**
 * A YAML value in which each scalar is the text that stands there: `1.10`
 * stays `1.10` and `1e3` stays `1e3`, which no typed reading would keep.
 */
export type YamlText = string | YamlText[] | { [key: string]: YamlText } | null;

const REMEMBERED = 256;

/**
 * Reads YAML documents as text. Remembers what it read last: successive
 * commits mostly leave the other files of a folder as they were.
 */
export class YamlReader {
  readonly #remembered = new Map<string, YamlText[]>();

  /**
   * @throws InputError with file and line, for text that is no YAML or holds a
   * key twice
   */
  read(file: string, text: string): YamlText[] {
    const known = this.#remembered.get(text);
    if (known) {
      return known;
    }
    const documents = parse(file, text);
    if (this.#remembered.size >= REMEMBERED) {
      this.#remembered.clear();
    }
    this.#remembered.set(text, documents);
    return documents;
  }
}

function parse(file: string, text: string): YamlText[] {
  const documents: YamlText[] = [];
  try {
    loadAll(text, document => documents.push((document ?? null) as YamlText), {
      schema: FAILSAFE_SCHEMA,
    });
  } catch (error) {
    throw new InputError(`${file} cannot be read: ${describe(error)}`);
  }
  return documents;
}

function describe(error: unknown): string {
  const { reason, mark } = error as {
    reason?: string;
    mark?: { line?: number };
  };
  const where = mark?.line === undefined ? '' : ` in line ${mark.line + 1}`;
  return `${reason ?? 'it is no YAML'}${where}`;
}

/** True for a mapping. */
export function isMap(
  value: YamlText | undefined,
): value is { [key: string]: YamlText } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at a key of a mapping; undefined for anything else. */
export function textAt(
  value: YamlText | undefined,
  key: string,
): string | undefined {
  const found = isMap(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
