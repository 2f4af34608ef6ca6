// A suite is written here and run by each format, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title */
import {
  CONTRACT_TYPES,
  type ContractDocument,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '../format';
import { RuleBook } from '../rules';

/** Documents that a format is tried with. @public */
export interface FormatSamples {
  /** A document with at least one element. */
  document: ContractDocument;
  /** The same document after a change that breaks a consumer. */
  breaking: ContractDocument;
  /** The same document after a change that no consumer minds. */
  compatible: ContractDocument;
  /** A document that is none of this kind. */
  invalid: ContractDocument;
}

/** What each format of contracts must hold. @public */
export function contractFormatSuite(
  format: ContractFormat,
  samples: FormatSamples,
): void {
  const book = RuleBook.create([format]);
  const compare = async (before: ContractDocument, after: ContractDocument) =>
    book.summarize(
      await format.compare(
        await format.parse(before),
        await format.parse(after),
      ),
    );

  describe(`the format ${format.id}`, () => {
    it('is one of the known kinds and has rules in words', () => {
      expect(CONTRACT_TYPES).toContain(format.id);
      expect(format.title).toMatch(/^\S.*\S$/);
      expect(format.rules).not.toEqual([]);
      for (const rule of format.rules) {
        expect(rule.id).toMatch(/^[a-z][a-z0-9-]+$/);
        expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
        expect(rule.why).toMatch(/^[A-Z].*\.$/);
        expect(rule.formats).toContain(format.id);
        expect(Object.keys(rule.verdicts)).not.toEqual([]);
      }
    });

    it('finds no change between equal documents', async () => {
      expect(await compare(samples.document, samples.document)).toMatchObject({
        ...{ verdict: 'safe', requiredBump: 'none', changes: [] },
      });
    });

    it('finds what breaks, names its rule and says it in a sentence', async () => {
      const { verdict, requiredBump, changes } = await compare(
        samples.document,
        samples.breaking,
      );
      expect({ verdict, requiredBump }).toEqual({
        ...{ verdict: 'breaking', requiredBump: 'major' },
      });
      for (const { rule, message, before, after } of changes) {
        expect(book.rule(rule)).toBeDefined();
        expect(message).toMatch(/^\S.*\.$/s);
        expect(before ?? after).toBeDefined();
      }
    });

    it('calls a change safe that no consumer minds', async () => {
      const { verdict, changes } = await compare(
        samples.document,
        samples.compatible,
      );
      expect(verdict).toBe('safe');
      expect(changes).not.toEqual([]);
    });

    it('can compare in the other order', async () => {
      const { verdict } = await compare(samples.breaking, samples.document);
      expect(['breaking', 'risky', 'safe']).toContain(verdict);
    });

    it('says in a sentence that a document is none of its kind', async () => {
      await expect(
        (async () => format.parse(samples.invalid))(),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(/^[A-Z].*\.$/s),
      });
    });

    it('names what a document offers', async () => {
      const { elements } = format.outline(await format.parse(samples.document));
      expect(elements).not.toEqual([]);
      for (const { operation, kind } of elements) {
        expect(operation).toMatch(/\S/);
        expect(kind).toMatch(/\S/);
      }
    });

    it('answers an aborted comparison without calling it safe', async () => {
      const [before, after] = await Promise.all([
        format.parse(samples.document),
        format.parse(samples.breaking),
      ]);
      const signal = AbortSignal.abort();
      const { verdict } = book.summarize(
        await format.compare(before, after, { signal }),
      );
      expect(['breaking', 'unknown']).toContain(verdict);
    });
  });
}
