import { stringify } from 'yaml';
import { type RulePair, rulePairsSuite } from '../../formatSupport/rulePairs';
import { odcsFormat } from './odcsFormat';

const contract = (more: object) =>
  stringify({ apiVersion: 'v3.0.2', kind: 'DataContract', id: 'c', ...more });
const fields = (...properties: object[]) =>
  contract({ schema: [{ name: 'orders', properties }] });
const field = (name: string, more: object = {}) => ({
  ...{ name, logicalType: 'string', ...more },
});
const server = (more: object) =>
  contract({ servers: [{ server: 'prod', type: 'sftp', ...more }] });
const sla = (property: string, value: unknown, unit?: string) =>
  contract({ slaProperties: [{ property, value, ...(unit && { unit }) }] });
const checked = (...quality: object[]) => fields(field('a', { quality }));

type Row = [
  title: string,
  before: string,
  after: string,
  rules: string,
  verdict: RulePair['verdict'],
  more?: Partial<RulePair>,
];

const rows: Row[] = [
  [
    'a place that is gone breaks',
    server({}),
    contract({}),
    'server-removed',
    'breaking',
  ],
  ['one more place is safe', contract({}), server({}), 'server-added', 'safe'],
  [
    'another place breaks',
    server({ location: '/in' }),
    server({ location: '/out' }),
    'place-changed',
    'breaking',
  ],
  [
    'other names of files break',
    server({
      customProperties: [{ property: 'fileNamePattern', value: 'a-*.csv' }],
    }),
    server({
      customProperties: [{ property: 'fileNamePattern', value: 'b-*.csv' }],
    }),
    'file-name-changed',
    'breaking',
  ],
  [
    'another delimiter breaks',
    server({ format: 'csv', delimiter: ',' }),
    server({ format: 'csv', delimiter: ';' }),
    'file-form-changed',
    'breaking',
    { change: { message: 'The delimiter of prod is ; now, where it was ,.' } },
  ],
  [
    'another encoding breaks',
    server({ encoding: 'UTF-8' }),
    server({ encoding: 'ISO-8859-1' }),
    'file-form-changed',
    'breaking',
  ],
  [
    'another detail is risky',
    server({ stagingDir: 'a' }),
    server({ stagingDir: 'b' }),
    'server-detail-changed',
    'risky',
  ],
  [
    'a later delivery breaks who reads',
    sla('timeOfAvailability', '06:00'),
    sla('timeOfAvailability', '09:30'),
    'sla-weakened',
    'breaking',
    {
      change: {
        subject: { operation: 'delivery', field: 'timeOfAvailability' },
      },
    },
  ],
  [
    'a shorter retention breaks who reads',
    sla('retention', 2, 'y'),
    sla('retention', 18, 'mo'),
    'sla-weakened',
    'breaking',
  ],
  [
    'a longer latency breaks who reads',
    sla('latency', 4, 'h'),
    sla('latency', 1, 'd'),
    'sla-weakened',
    'breaking',
  ],
  [
    'the same time in another unit is no change of it',
    sla('latency', 1, 'd'),
    sla('latency', 23, 'h'),
    'sla-strengthened',
    'safe',
  ],
  [
    'an earlier delivery breaks who delivers',
    sla('timeOfAvailability', '09:00'),
    sla('timeOfAvailability', '08:00'),
    'sla-strengthened',
    'breaking',
    { role: 'writer' },
  ],
  [
    'a promise that is gone breaks who reads',
    sla('latency', 4, 'h'),
    contract({}),
    'sla-removed',
    'breaking',
  ],
  [
    'a new promise is risky for who delivers',
    contract({}),
    sla('latency', 4, 'h'),
    'sla-added',
    'risky',
    { role: 'writer' },
  ],
  [
    'a promise in other words is not known',
    sla('frequency', 'daily'),
    sla('frequency', 'on working days'),
    'sla-changed',
    'unknown',
  ],
  [
    'a check that is gone is risky',
    checked({ rule: 'nullCheck', mustBe: 0 }),
    checked(),
    'quality-removed',
    'risky',
  ],
  [
    'a new check is risky for who delivers',
    checked(),
    checked({ rule: 'nullCheck', mustBe: 0 }),
    'quality-added',
    'risky',
    { role: 'writer' },
  ],
  [
    'another check is risky',
    checked({ rule: 'nullCheck', mustBe: 0 }),
    checked({ rule: 'nullCheck', mustBeLessThan: 9 }),
    'quality-changed',
    'risky',
  ],
  [
    'another status is safe',
    contract({ status: 'draft', version: '1.0.0' }),
    contract({ status: 'active', version: '1.1.0' }),
    'status-changed',
    'safe',
  ],
  [
    'other words are safe',
    contract({ description: { purpose: 'a' } }),
    contract({ description: { purpose: 'b' } }),
    'description-changed',
    'safe',
  ],
];

rulePairsSuite(
  odcsFormat,
  rows.map(([title, before, after, rules, verdict, more]): RulePair => ({
    ...{ title, before, after, verdict, rules: rules.split(' ') },
    ...more,
  })),
  rule => !/^(object|physical|field|header|type|values|text|key)/.test(rule),
);
