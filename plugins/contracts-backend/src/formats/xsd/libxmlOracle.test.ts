import fc from 'fast-check';
import { changesBetween } from '../../formatSupport/rulePairs';
import { validate } from './libxmlOracle';
import { xsdFormat } from './xsdFormat';

const schema = (model: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="o"><xs:complexType>${model}</xs:complexType></xs:element></xs:schema>`;

const NAMES = ['a', 'b', 'c'];

const occurs = fc
  .constantFrom([1, 1], [0, 1], [0, 'unbounded'], [1, 'unbounded'], [1, 2])
  .map(([min, max]) => `minOccurs="${min}" maxOccurs="${max}"`);

const leaf = fc
  .tuple(fc.constantFrom(...NAMES), occurs)
  .map(([name, more]) => `<xs:element name="${name}" type="xs:int" ${more}/>`);

const group = (part: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.constantFrom('sequence', 'choice'),
      occurs,
      fc.array(part, { minLength: 1, maxLength: 3 }),
    )
    .map(
      ([kind, more, parts]) =>
        `<xs:${kind} ${more}>${parts.join('')}</xs:${kind}>`,
    );

const model = group(fc.oneof(leaf, group(leaf)));

/** All documents with up to four elements inside. */
function documents(): string[] {
  const words: string[][] = [[]];
  for (const word of words) {
    if (word.length < 4) words.push(...NAMES.map(name => [...word, name]));
  }
  return words.map(
    word => `<o>${word.map(name => `<${name}>5</${name}>`).join('')}</o>`,
  );
}

describe('content models, held against libxml2', () => {
  it('are included exactly when no document tells them apart, and examples do', async () => {
    const pairs = fc.sample(fc.tuple(model, model), { numRuns: 400, seed: 11 });
    const all = documents();
    const found = await Promise.all(
      pairs.map(async ([before, after]) => {
        const changes = await changesBetween(
          xsdFormat,
          schema(before),
          schema(after),
          { direction: 'send' },
        );
        const broken = changes.filter(each => each.verdict === 'breaking');
        const examples = broken.flatMap(each =>
          each.counterExample ? [String(each.counterExample.value)] : [],
        );
        return { broken: broken.length > 0, examples };
      }),
    );
    const jobs = pairs.flatMap(([before, after], index) =>
      [before, after].map(each => ({
        schema: schema(each),
        documents: [...all, ...found[index].examples],
      })),
    );
    const answers = validate(jobs);

    let judged = 0;
    for (const [index, { broken, examples }] of found.entries()) {
      const [old, young] = [answers[2 * index], answers[2 * index + 1]];
      // A model in which a name may mean two things is no schema at all.
      if (!old.length || !young.length) continue;
      judged++;
      const told = all.some((_each, at) => old[at] && !young[at]);
      expect({ index, broken: broken || told }).toEqual({ index, broken });
      for (const at of examples.keys()) {
        const place = all.length + at;
        expect([old[place], young[place]]).toEqual([true, false]);
      }
    }
    expect(judged).toBeGreaterThan(60);
  });
});

const text = (base: string, facets: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="o"><xs:simpleType><xs:restriction base="xs:${base}">${facets}</xs:restriction></xs:simpleType></xs:element></xs:schema>`;

describe('values, held against libxml2', () => {
  it.each<[string, string, string, string]>([
    ['int', '', 'short', ''],
    [
      'int',
      '<xs:maxInclusive value="9"/>',
      'int',
      '<xs:maxExclusive value="9"/>',
    ],
    ['decimal', '', 'integer', ''],
    [
      'decimal',
      '<xs:totalDigits value="5"/>',
      'decimal',
      '<xs:totalDigits value="4"/>',
    ],
    ['string', '', 'NMTOKEN', ''],
    ['NMTOKEN', '', 'NCName', ''],
    ['string', '', 'boolean', ''],
    ['boolean', '', 'int', ''],
    ['dateTime', '', 'date', ''],
    ['double', '', 'decimal', ''],
    ['hexBinary', '', 'base64Binary', ''],
    [
      'string',
      '<xs:pattern value="[A-Z]+"/>',
      'string',
      '<xs:pattern value="[A-Z]{3}"/>',
    ],
    ['string', '<xs:minLength value="1"/>', 'string', '<xs:length value="2"/>'],
    ['string', '', 'language', ''],
  ])('%s %s is not all %s %s', async (base, facets, other, limits) => {
    const [before, after] = [text(base, facets), text(other, limits)];
    const changes = await changesBetween(xsdFormat, before, after, {
      direction: 'send',
    });
    const [change] = changes.filter(each => each.verdict === 'breaking');
    const shown = String(change.counterExample?.value);

    const answers = validate(
      [before, after].map(each => ({ schema: each, documents: [shown] })),
    );
    expect({ shown, answers }).toEqual({ shown, answers: [[true], [false]] });
  });
});
