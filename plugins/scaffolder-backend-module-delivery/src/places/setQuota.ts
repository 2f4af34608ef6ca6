import { parseQuantity } from '@slipway/backstage-plugin-delivery-common';
import { isMap, isScalar, parseAllDocuments, type Scalar } from 'yaml';

/** What a plan allows, as Kubernetes writes amounts. */
export interface QuotaAmounts {
  cpu?: string;
  memory?: string;
  storage?: string;
}

/** A text with other amounts. */
export interface QuotaText {
  text: string;
  /** `requests.cpu 24 becomes 4`. */
  changes: string[];
}

const MIB = 2 ** 20;
const KEY = /^(?:(requests|limits)\.)?(cpu|memory|storage)$/;

/** An amount as text again; a limit that is no whole number of cores is one of thousandths. */
function render(name: string, amount: number): string {
  if (name !== 'cpu') return `${Math.round(amount / MIB)}Mi`;
  return Number.isInteger(amount)
    ? String(amount)
    : `${Math.round(amount * 1000)}m`;
}

/** A limit keeps its distance from what is reserved. */
function limitFor(
  name: keyof QuotaAmounts,
  wanted: string,
  hard: ReadonlyMap<string, string>,
): string {
  const [limit, request, amount] = [
    hard.get(`limits.${name}`),
    hard.get(`requests.${name}`) ?? hard.get(name),
    wanted,
  ].map(text => (text === undefined ? undefined : parseQuantity(text)));
  return limit && request && amount && limit !== request
    ? render(name, (amount * limit) / request)
    : wanted;
}

interface Site {
  key: string;
  before: string;
  after: string;
  range: [number, number];
}

function sitesOf(hard: unknown, amounts: QuotaAmounts): Site[] {
  const pairs = isMap(hard) ? hard.items : [];
  const scalars = pairs.flatMap(({ key, value }) =>
    isScalar(key) && isScalar(value) && (value as Scalar).range
      ? [{ key: String(key.value), value: value as Scalar }]
      : [],
  );
  const known = new Map(
    scalars.map(({ key, value }) => [key, String(value.value)]),
  );
  return scalars.flatMap(({ key, value }) => {
    const [, part, name] = KEY.exec(key) ?? [];
    const wanted = amounts[name as keyof QuotaAmounts];
    if (!wanted) return [];
    const after =
      part === 'limits'
        ? limitFor(name as keyof QuotaAmounts, wanted, known)
        : wanted;
    const [start, end] = value.range!;
    const before = known.get(key)!;
    return before === after
      ? []
      : [{ key, before, after, range: [start, end] }];
  });
}

/**
 * Sets what the ResourceQuotas of a file allow; every other byte stays. A file
 * that is no YAML, or holds none, stays as it is.
 */
export function setQuota(text: string, amounts: QuotaAmounts): QuotaText {
  if (!text.includes('ResourceQuota')) return { text, changes: [] };
  const parsed = parseAllDocuments(text);
  const documents = Array.isArray(parsed) ? parsed : [];
  if (documents.some(({ errors }) => errors.length)) {
    return { text, changes: [] };
  }
  const sites = documents
    .filter(document => document.get('kind') === 'ResourceQuota')
    .flatMap(document => sitesOf(document.getIn(['spec', 'hard']), amounts));
  const result = [...sites]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce(
      (all, { after, range: [start, end] }) =>
        `${all.slice(0, start)}${JSON.stringify(after)}${all.slice(end)}`,
      text,
    );
  const changes = sites.map(
    ({ key, before, after }) => `${key} ${before} becomes ${after}`,
  );
  return { text: result, changes };
}
