import {
  compareRow,
  contractFormatSuite,
  describeWithCorpus,
  scoreRows,
} from '@slipway/backstage-plugin-contracts-node/testUtils';
import { openapiFormat } from './openapiFormat';
import { object, request } from './__testUtils__/documents';

contractFormatSuite(openapiFormat, {
  document: request(object({ capture: { enum: ['now', 'later'] } })),
  breaking: request(object({ capture: { enum: ['now'] } })),
  compatible: request(
    object({ capture: { enum: ['now', 'later'] }, note: { type: 'string' } }),
  ),
  invalid: 'openapi: [3.0',
});

describeWithCorpus('openapi-openapitools', rows => {
  it('is judged as expected on the firm rows', async () => {
    const firm = rows.filter(row => row.firm);
    const score = await scoreRows(openapiFormat, firm);

    expect(score.rows).toBeGreaterThan(50);
    expect(score.missed.length / score.rows).toBeLessThan(0.01);
    expect(score.right / score.rows).toBeGreaterThanOrEqual(0.97);
  });

  it('says something when it is turned around', async () => {
    for (const row of rows) {
      const { verdict } = await compareRow(openapiFormat, row, true);
      expect(verdict).toMatch(/safe|risky|breaking|unknown/);
    }
  });

  it('has no change between equal documents', async () => {
    for (const row of rows) {
      const same = { ...row, new: row.old };
      expect((await compareRow(openapiFormat, same)).changes).toEqual([]);
    }
  });
});
