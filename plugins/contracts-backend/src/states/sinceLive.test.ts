import type { VersionJudgement } from '@slipway/backstage-plugin-contracts-common';
import {
  contractRow,
  landscapeOf,
  liveRow,
  versionRow,
} from '../__testUtils__/landscape';
import { stagesOf } from '../landscape/Landscape';
import { judgementSinceLive, nearestToCustomers } from './sinceLive';

const CONTRACT = contractRow('checkout-api', 'checkout');
const STEP: VersionJudgement = {
  ...{ baseline: '5.2.0', declaredBump: 'minor', requiredBump: 'minor' },
  ...{ fits: true, message: 'Declared minor, which fits.', verdict: 'safe' },
  ...{ counts: { safe: 1, risky: 0, unknown: 0, breaking: 0 }, ruleset: 'r' },
};
const WHOLE: VersionJudgement = {
  ...STEP,
  ...{ baseline: '5.1.3', requiredBump: 'major', fits: false },
};
const LATEST = versionRow('checkout-api', '5.3.0', {
  judgement: JSON.stringify(STEP),
});

function landscape(...live: Parameters<typeof liveRow>[]) {
  return landscapeOf({
    contracts: [CONTRACT],
    versions: ['5.1.3', '5.2.0']
      .map(version => versionRow('checkout-api', version))
      .concat(LATEST),
    live: live.map(each => liveRow(...each)),
  });
}

const judgeWith = (whole: VersionJudgement) => ({
  between: jest.fn(async () => whole),
});

describe('the newest version', () => {
  it('is held against what customers have, when the one before it never went live', async () => {
    const judge = judgeWith(WHOLE);
    const told = landscape(['checkout', '5.2.0', 'qa'], ['checkout', '5.1.3']);

    expect(await judgementSinceLive(CONTRACT, LATEST, told, judge)).toBe(WHOLE);
    expect(judge.between).toHaveBeenCalledWith(
      expect.objectContaining({ version: '5.1.3' }),
      LATEST,
    );
  });

  it('stays as it was judged when all of the way fits', async () => {
    const told = landscape(['checkout', '5.1.3']);
    const judge = judgeWith({ ...WHOLE, fits: true });

    expect(await judgementSinceLive(CONTRACT, LATEST, told, judge)).toEqual(
      STEP,
    );
  });

  it.each([
    ['it is what customers have', [['checkout', '5.3.0']]],
    ['the one before it is', [['checkout', '5.2.0']]],
    ['nothing lives', []],
    ['nobody knows what lives', [['checkout', 'unknown']]],
  ])('is compared with nothing else when %s', async (_why, live) => {
    const judge = judgeWith(WHOLE);
    const told = landscape(...(live as Parameters<typeof liveRow>[]));

    expect(await judgementSinceLive(CONTRACT, LATEST, told, judge)).toEqual(
      STEP,
    );
    expect(judge.between).not.toHaveBeenCalled();
  });

  it('looks at the oldest of those that are nearest to customers', () => {
    const told = landscape(
      ['checkout', '5.2.0', 'prod', 'acme'],
      ['checkout', '5.1.3', 'prod', 'globex'],
      ['checkout', '5.3.0', 'qa'],
    );
    expect(nearestToCustomers(CONTRACT, told)?.version).toBe('5.1.3');
  });

  it('takes an environment that is there for a while for no way to customers', () => {
    const told = landscape(
      ['checkout', '5.1.3', 'qa'],
      ['checkout', '5.3.0', 'try-1'],
    );
    Object.assign(told.reading, {
      ...{ environments: ['qa', 'try-1', 'prod'], passing: ['try-1'] },
    });
    expect(nearestToCustomers(CONTRACT, told)?.version).toBe('5.1.3');
    expect(stagesOf(told)).toEqual(['qa', 'prod']);
  });
});
