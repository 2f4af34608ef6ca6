import { compareRow, describeWithCorpus, scoreRows } from '../testUtils';
import { jsonSchemaFormat } from './jsonSchemaFormat';

describe.each(['json-schema-apicurio', 'json-schema-sentry'])(
  'pairs of JSON Schemas',
  name => {
    describeWithCorpus(name, rows => {
      it('are judged as expected on the firm rows', async () => {
        const firm = rows.filter(row => row.firm);
        const score = await scoreRows(jsonSchemaFormat, firm);

        expect(score.rows).toBeGreaterThan(50);
        expect(score.missed.length / score.rows).toBeLessThan(0.01);
        expect(score.right / score.rows).toBeGreaterThanOrEqual(0.97);
        expect(score.withCounterExample / score.breaking).toBeGreaterThan(0.9);
      });

      it('say something when they are turned around', async () => {
        for (const row of rows) {
          const { verdict } = await compareRow(jsonSchemaFormat, row, true);
          expect(verdict).toMatch(/safe|breaking|unknown/);
        }
      });

      it('have no change between equal documents', async () => {
        for (const row of rows) {
          const same = { ...row, new: row.old };
          expect(await compareRow(jsonSchemaFormat, same)).toMatchObject({
            ...{ changes: [], requiredBump: 'none' },
          });
        }
      });
    });
  },
);
