import { draftOf } from './dialect';

describe('draftOf', () => {
  it.each([
    ['http://json-schema.org/draft-04/schema#', 'draft-04'],
    ['http://json-schema.org/draft-06/schema#', 'draft-07'],
    ['http://json-schema.org/draft-07/schema#', 'draft-07'],
    ['https://json-schema.org/draft/2019-09/schema', '2019-09'],
    ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
    ['https://example.org/own', '2020-12'],
  ])('believes what the document says: %s', ($schema, draft) => {
    expect(draftOf({ $schema })).toBe(draft);
  });

  it.each([
    [{ minimum: 1, exclusiveMinimum: true }, 'draft-04'],
    [{ items: [{}] }, 'draft-07'],
    [{ properties: { a: { prefixItems: [] } } }, '2020-12'],
    [{ $defs: {}, items: [{}] }, '2019-09'],
    [true, 'draft-07'],
  ])('takes the oldest draft that has the keywords of %j', (schema, draft) => {
    expect(draftOf(schema)).toBe(draft);
  });
});
