import type { TenantAmounts } from '@slipway/backstage-plugin-delivery-common';
import { at } from '../belongings/yamlValues';
import { type YamlText, isMap } from '../formats';
import type { FolderDocuments } from '../tenants/folderDocuments';
import { addAmounts, type Ask, emptyAsk, tightest } from './amounts';
import { composeAsk } from './composeAsk';
import { defaultsOf, objectsAsk, quotaOf } from './objectsAsk';
import { layOver, quotaOfChart, valuesAsk } from './valuesAsk';

/** What a folder asks for, and what its own quota allows. */
export interface FolderAsk extends Ask {
  quota: TenantAmounts;
}

const HCL = /\.(hcl|nomad|nomadvars)$/;
const OTHER_VALUES = /^values[.-][^/]*\.ya?ml$/;
const KUSTOMIZATION = /^kustomization\.ya?ml$/;

function isStack(object: YamlText): boolean {
  return isMap(at(object, 'services')) && at(object, 'kind') === undefined;
}

/** What only a program could tell of a folder's files. */
function untoldOf(
  { opaque, remoteCharts, charts }: FolderDocuments,
  names: readonly string[],
): string[] {
  return [
    ...remoteCharts.map(
      name => `the chart ${name} is not in the repository and may ask for more`,
    ),
    ...charts.flatMap(({ key, uses }) =>
      uses.map(name => `the chart ${name}, which ${key} uses, is not read`),
    ),
    // Templates that only call a chart from elsewhere are told of by its name.
    ...(remoteCharts.length ? [] : opaque).map(
      name => `${name} is a template that only Helm can read`,
    ),
    ...names.flatMap(name => {
      if (HCL.test(name)) {
        return `${name} is a job of Nomad, which asks for MHz and not for cores`;
      }
      return KUSTOMIZATION.test(name) || OTHER_VALUES.test(name)
        ? `${name} may change what its files ask for`
        : [];
    }),
  ];
}

/** Values that go to no chart of the repository, but to one from elsewhere or to its own templates. */
function restOf({ values, charts }: FolderDocuments): YamlText | undefined {
  if (!values) return undefined;
  const keys = new Set(charts.map(({ key }) => key));
  const rest = Object.entries(values).filter(([key]) => !keys.has(key));
  const isAlone = charts.every(({ isLibrary }) => isLibrary);
  return rest.length || isAlone ? Object.fromEntries(rest) : undefined;
}

function chartAsks(
  documents: FolderDocuments,
  objects: readonly YamlText[],
): FolderAsk[] {
  const { values, charts } = documents;
  const defaults = defaultsOf(objects);
  const rest = restOf(documents);
  const asks = charts.map((chart): FolderAsk => {
    // What a library makes is made with the values of who uses it.
    if (chart.isLibrary) {
      return { ...emptyAsk(), quota: quotaOfChart(chart, rest) };
    }
    const laid = layOver(chart.values, at(values, chart.key));
    return {
      ...valuesAsk(laid, { name: chart.key, defaults }),
      quota: quotaOfChart(chart, laid),
    };
  });
  if (rest === undefined) return asks;
  const own = valuesAsk(rest, { defaults });
  // Beside a chart that says it, other values need not.
  const isSaid =
    charts.every(({ isLibrary }) => isLibrary) ||
    Object.keys(own.asked).length > 0;
  return isSaid ? [...asks, { ...own, quota: {} }] : asks;
}

/**
 * What a folder asks for: requests times replicas, and what its volumes hold.
 *
 * @param names - of all its files, also of those that are no YAML
 * @param shared - objects beside it that hold for its namespace
 */
export function folderAsk(
  documents: FolderDocuments,
  names: readonly string[],
  shared: FolderDocuments['objects'],
): FolderAsk {
  const { objects } = documents;
  const stacks = objects.filter(isStack);
  const all: Ask[] = [
    objectsAsk(objects, shared),
    ...stacks.map(stack => composeAsk(stack)),
  ];
  const charts = chartAsks(documents, [...objects, ...shared]);
  const sum = emptyAsk();
  for (const { asked, untold } of [...all, ...charts]) {
    addAmounts(sum.asked, asked);
    sum.untold.push(...untold);
  }
  return {
    asked: sum.asked,
    untold: [...sum.untold, ...untoldOf(documents, names)],
    quota: tightest([quotaOf(objects), ...charts.map(({ quota }) => quota)]),
  };
}
