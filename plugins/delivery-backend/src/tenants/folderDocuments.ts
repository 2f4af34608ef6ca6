import { type YamlText, YamlReader, isMap, textAt } from '../formats';

/** A file of a folder; without a text it is none, or too large. */
export interface FolderFile {
  /** Below the folder. */
  name: string;
  text?: string;
}

/** A chart of the same repository that a folder uses. */
export interface LocalChart {
  /** Name or alias under which the folder gives it values; absent for its own. */
  key: string;
  values: YamlText | undefined;
  /** Texts of its templates. */
  templates: string[];
  /** Whether it makes nothing itself, and the templates of who uses it do, with their own values. */
  isLibrary: boolean;
  /** Names of charts that it depends on itself, which are not read. */
  uses: string[];
}

/** What the files of a folder are, as far as they can be read. */
export interface FolderDocuments {
  /** Kubernetes objects that stand there as they are. */
  objects: Record<string, YamlText>[];
  /** Values of a Helm chart, when it is one. */
  values?: Record<string, YamlText>;
  /** Charts that it depends on and that are not in the repository. */
  remoteCharts: string[];
  charts: LocalChart[];
  /** Files that only a program can read, for example templates. */
  opaque: string[];
}

const YAML_FILE = /\.ya?ml$/;
const TEMPLATE = /\{\{/;
const OWN = /^(values|Chart|kustomization|delivery|catalog-info)\.ya?ml$/;
const MOST_FILES = 300;

/** Documents of a file; none when it is no YAML. */
export function documentsOf(
  yaml: YamlReader,
  file: FolderFile,
): YamlText[] | undefined {
  if (file.text === undefined || TEMPLATE.test(file.text)) return undefined;
  try {
    return yaml.read(file.name, file.text);
  } catch {
    return undefined;
  }
}

/** A dependency of a chart, as its Chart.yaml names it. */
export interface ChartDependency {
  name: string;
  key: string;
  /** Folder below the root of the repository; absent for one from elsewhere. */
  folder?: string;
}

function normalise(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (!parts.length) return undefined;
      parts.pop();
    } else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** What a folder's chart depends on. */
export function dependenciesOf(
  yaml: YamlReader,
  folder: string,
  files: readonly FolderFile[],
): ChartDependency[] {
  const file = files.find(({ name }) => /^Chart\.ya?ml$/.test(name));
  const [chart] = (file && documentsOf(yaml, file)) ?? [];
  const list = isMap(chart) ? chart.dependencies : undefined;
  return (Array.isArray(list) ? list : []).flatMap(item => {
    const name = textAt(item, 'name');
    if (!name) return [];
    const repository = textAt(item, 'repository') ?? '';
    const local = repository.startsWith('file://')
      ? normalise(`${folder}/${repository.slice('file://'.length)}`)
      : undefined;
    const key = textAt(item, 'alias') ?? name;
    return [{ name, key, ...(local && { folder: local }) }];
  });
}

/**
 * Sorts the files of a folder.
 *
 * @param chartFiles - files of charts in the same repository, by their folder
 */
export function readDocuments(
  folder: string,
  files: readonly FolderFile[],
  chartFiles: (folder: string) => readonly FolderFile[],
): FolderDocuments {
  const yaml = new YamlReader();
  const result: FolderDocuments = {
    ...{ objects: [], remoteCharts: [], charts: [], opaque: [] },
  };
  for (const file of files.slice(0, MOST_FILES)) {
    if (!YAML_FILE.test(file.name)) continue;
    const documents = documentsOf(yaml, file);
    if (/^values\.ya?ml$/.test(file.name)) {
      const [values] = documents ?? [];
      result.values = isMap(values) ? values : {};
    } else if (!OWN.test(file.name)) {
      if (!documents) result.opaque.push(file.name);
      result.objects.push(...(documents ?? []).filter(isMap));
    }
  }
  for (const dependency of dependenciesOf(yaml, folder, files)) {
    const own = dependency.folder ? chartFiles(dependency.folder) : [];
    if (own.length) result.charts.push(readChart(yaml, dependency, own));
    else result.remoteCharts.push(dependency.name);
  }
  return result;
}

function firstOf(
  yaml: YamlReader,
  files: readonly FolderFile[],
  wanted: RegExp,
): YamlText | undefined {
  const file = files.find(({ name }) => wanted.test(name));
  return file && documentsOf(yaml, file)?.[0];
}

function readChart(
  yaml: YamlReader,
  { key, folder = '' }: ChartDependency,
  files: readonly FolderFile[],
): LocalChart {
  const chart = firstOf(yaml, files, /^Chart\.ya?ml$/);
  return {
    ...{ key, values: firstOf(yaml, files, /^values\.ya?ml$/) },
    isLibrary: textAt(chart, 'type') === 'library',
    uses: dependenciesOf(yaml, folder, files).map(({ name }) => name),
    templates: files
      .filter(({ name }) => name.startsWith('templates/'))
      .map(({ text }) => text ?? ''),
  };
}
