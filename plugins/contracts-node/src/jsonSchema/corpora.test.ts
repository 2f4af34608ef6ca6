import {
  compareRow,
  missingSchemaCorpora,
  readSchemaCorpus,
  SCHEMA_CORPORA,
  scoreRows,
} from '../testUtils/schemaCorpora';

const missing = missingSchemaCorpora();
if (missing) {
  process.stdout.write(`Pairs of JSON Schemas are not compared: ${missing}\n`);
}
const describeWithCorpora = missing ? describe.skip : describe;

describeWithCorpora.each(SCHEMA_CORPORA)('the corpus %s', name => {
  const rows = missing ? [] : readSchemaCorpus(name);
  const firm = rows.filter(row => row.firm);

  it('is judged as expected on the firm rows', () => {
    const score = scoreRows(firm);

    expect(score.rows).toBeGreaterThan(50);
    expect(score.missed.length / score.rows).toBeLessThan(0.01);
    expect(score.right / score.rows).toBeGreaterThanOrEqual(0.97);
    expect(score.withCounterExample / score.breaking).toBeGreaterThan(0.9);
  });

  it('says something of each pair that is turned around', () => {
    for (const row of rows) {
      expect(compareRow(row, true).verdict).toMatch(/safe|breaking|unknown/);
    }
  });

  it('finds no change between equal documents', () => {
    for (const row of rows) {
      const same = compareRow({ ...row, new: row.old });
      expect(same).toMatchObject({ changes: [], requiredBump: 'none' });
    }
  });
});
