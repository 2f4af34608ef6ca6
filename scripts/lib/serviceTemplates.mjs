/*
 * The templates of services, made of one source: `templates/services/source`
 * holds the form, the steps and the outputs that all of them have, and a file
 * for each kind of service that says in what it differs.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { format } from 'prettier';
import { Document, isScalar, parse, visit } from 'yaml';

/** What stands above each of them. */
export const NOTICE =
  ' Made by `yarn templates:build` from templates/services/source; change it there.';

const PARTS = ['form', 'steps', 'shared', 'output'];
const OPTIONS = { merge: false, version: '1.2' };

function readYaml(...path) {
  return parse(readFileSync(join(...path), 'utf8'), OPTIONS);
}

/** Puts what a kind says where the source has a placeholder, `$name`. */
function fill(value, placeholders) {
  if (Array.isArray(value)) {
    return value.flatMap(item => fill(item, placeholders));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        fill(child, placeholders),
      ]),
    );
  }
  const isPlaceholder = typeof value === 'string' && /^\$[a-z]+$/.test(value);
  if (!isPlaceholder) return value;
  if (!(value in placeholders)) {
    throw new Error(
      `The source names ${value}, and there is no such placeholder; there are: ${Object.keys(placeholders).join(', ')}`,
    );
  }
  return placeholders[value];
}

/** Leaves out parts marked `onlyWith` something that a kind does not have. */
function prune(list, has) {
  return list
    .filter(({ onlyWith }) => onlyWith === undefined || has(onlyWith))
    .map(({ onlyWith: _, ...part }) => part);
}

/** Whether people can choose something else than none. */
function offers({ enum: values = [] }) {
  return values.some(value => value !== 'none');
}

/** A question with what a kind says otherwise; null leaves a key out. */
function withChanges(question, changes = {}) {
  const all = Object.entries({ ...question, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

function questionsOf(pages, { choices = {} }) {
  const known = pages.flatMap(({ properties }) => Object.keys(properties));
  const unknown = Object.keys(choices).find(name => !known.includes(name));
  if (unknown) {
    throw new Error(`The form does not ask for '${unknown}'`);
  }
  const asked = pages.map(({ properties, ...page }) => [
    page,
    Object.fromEntries(
      Object.entries(properties).map(([name, question]) => [
        name,
        withChanges(question, choices[name]),
      ]),
    ),
  ]);
  return asked.map(([page, properties]) => ({ ...page, properties }));
}

/** Pages of the form, without conditions on what cannot be chosen. */
function parametersOf(pages, kind) {
  const asked = questionsOf(pages, kind);
  const questions = Object.assign({}, ...asked.map(page => page.properties));
  const has = name => {
    if (name === 'store') {
      return offers(questions.database) || offers(questions.bus);
    }
    return name in questions
      ? offers(questions[name])
      : name === kind.kind.type;
  };
  const parameters = asked.map(({ allOf, ...page }) => {
    const kept = allOf && prune(allOf, has);
    return kept?.length ? { ...page, allOf: kept } : page;
  });
  return { parameters, has };
}

function codeSteps({ code }, values) {
  return code.map(({ id, name, if: condition, url }) => ({
    ...{ id, name, ...(condition && { if: condition }) },
    action: 'fetch:template',
    input: {
      ...{ url, targetPath: './repository' },
      ...{ templateFileExtension: true, values },
    },
  }));
}

/** A template, as the scaffolder reads it. */
export function serviceTemplate(id, kind, { form, steps, shared, output }) {
  const given = { id, ...kind.kind };
  const values = fill(shared.values, {
    ...{ $kind: given, $namespace: shared.namespace },
    $exchange: kind.exchange ?? '${{ parameters.name }}.events',
  });
  const { parameters, has } = parametersOf(form, kind);
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      ...{ name: id, title: kind.title },
      ...{ description: kind.description, tags: kind.tags },
    },
    spec: {
      ...{ owner: 'group:default/slipway', type: given.type },
      parameters: fill(parameters, { $page: kind.page }),
      steps: prune(
        fill(steps, {
          $namespace: shared.namespace,
          $values: values,
          $copy: { ...values, place: 'deployment' },
          $code: codeSteps(kind, values),
        }),
        has,
      ),
      output,
    },
  };
}

/** The text of a template; what is the same in it stands there once. */
export async function formatTemplate(template) {
  const document = new Document(template, { anchorPrefix: 'values' });
  document.commentBefore = NOTICE;
  visit(document, {
    Seq(_, node) {
      if (node.items.every(isScalar)) node.flow = true;
    },
  });
  const text = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
  });
  return format(text, { parser: 'yaml', singleQuote: true, printWidth: 80 });
}

/** File name and text of each template that a folder's `source` makes. */
export async function buildServiceTemplates(folder) {
  const source = join(folder, 'source');
  const [form, steps, shared, output] = PARTS.map(name =>
    readYaml(source, `${name}.yaml`),
  );
  const files = {};
  for (const file of readdirSync(join(source, 'kinds')).sort()) {
    const id = basename(file, '.yaml');
    const kind = readYaml(source, 'kinds', file);
    const parts = { form, steps, shared, output };
    files[file] = await formatTemplate(serviceTemplate(id, kind, parts));
  }
  return files;
}
