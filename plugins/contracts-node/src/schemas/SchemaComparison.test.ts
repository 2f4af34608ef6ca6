import { DocumentFiles } from '../documents';
import { SchemaComparison } from './SchemaComparison';
import { rules } from './__testUtils__/comparing';
import { type Fields, object, text, whole } from './__testUtils__/schemas';

describe('SchemaComparison', () => {
  const side = (document: unknown) => ({
    files: DocumentFiles.create({ '': document }, ''),
    dialect: '2020-12' as const,
  });
  const before = side({ a: object({ x: text }), b: object({ x: text }) });
  const after = side({ a: object({ x: whole }), b: object({ x: text }) });
  const node = ({ files }: ReturnType<typeof side>, name: string) => ({
    value: (files.root.value as Fields)[name],
    file: '',
    pointer: `/${name}`,
  });
  const comparison = SchemaComparison.create({ before, after, rules });

  it('names the operation and the field that schemas are used for', () => {
    const [change] = comparison.compare(node(before, 'a'), node(after, 'a'), {
      direction: 'receive',
      operation: 'GET /a',
      field: 'filter',
      where: 'GET /a',
    });

    expect(change.subject).toEqual({
      operation: 'GET /a',
      field: 'filter.x',
      hits: 'who-uses',
    });
    expect(change.before?.path).toBe('#/a/properties/x');
  });

  it('calls the schemas themselves by what they are', () => {
    const [change] = comparison.compare(
      { value: text, file: '', pointer: '/c' },
      { value: whole, file: '', pointer: '/c' },
      { direction: 'send', where: 'POST /a', what: 'the body' },
    );

    expect(change.message).toBe(
      'In POST /a, the type of the body changed from string to integer.',
    );
    expect(change.subject).toEqual({ hits: 'who-uses' });
  });

  it('tells whether two schemas go together', () => {
    for (const direction of ['send', 'receive'] as const) {
      expect(
        comparison.isCompatible(node(before, 'b'), node(after, 'b'), direction),
      ).toBe(true);
      expect(
        comparison.isCompatible(node(before, 'a'), node(after, 'a'), direction),
      ).toBe(false);
    }
  });

  it('is done with thousands of schemas in a chain', () => {
    const chain = (own: unknown) =>
      side(
        Object.fromEntries(
          Array.from({ length: 5_000 }, (_none, at) => [
            `s${at}`,
            object(
              at < 4_999 ? { next: { $ref: `#/s${at + 1}` } } : { end: own },
            ),
          ]),
        ),
      );
    const [old, young] = [chain(text), chain(whole)];
    const all = SchemaComparison.create({ before: old, after: young, rules });
    const changes = all.compare(node(old, 's0'), node(young, 's0'), {
      direction: 'send',
      operation: 'POST /a',
      where: 'POST /a',
    });

    expect(changes).toHaveLength(1);
    expect(changes[0].subject?.operation).toBe('POST /a');
  });
});
