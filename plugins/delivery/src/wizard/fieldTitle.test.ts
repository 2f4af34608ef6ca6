import { fieldTitle } from './fieldTitle';

const schema = {
  properties: {
    name: { title: 'Name' },
    plain: {},
    quota: { title: 'Quota', properties: { cpu: { title: 'Cores' } } },
    hosts: {
      title: 'Host names',
      items: { properties: { to: { title: 'Here' } } },
    },
    what: {},
  },
  allOf: [
    { if: {}, then: { properties: { host: { title: 'Host name' } } } },
    { properties: { name: { pattern: 'x' } } },
  ],
  dependencies: {
    what: { oneOf: [{ properties: { tenant: { title: 'Tenant' } } }] },
  },
};

describe('the title of a field', () => {
  it.each([
    ['.name', 'Name'],
    ['name', 'Name'],
    ['.quota.cpu', 'Quota Cores'],
    ['.hosts.1.to', 'Host names 2 Here'],
    ['.host', 'Host name'],
    ['.tenant', 'Tenant'],
    ['.plain', 'plain'],
    ['', undefined],
    [undefined, undefined],
  ])('of %s is %s', (property, title) => {
    expect(fieldTitle(schema, property)).toBe(title);
  });
});
