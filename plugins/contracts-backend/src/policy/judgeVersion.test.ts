import type {
  Comparison,
  ContractBump,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { judgeVersion } from './judgeVersion';

const found = (
  requiredBump: ContractBump,
  verdict: ContractVerdict = 'breaking',
): Comparison => ({
  ...{ verdict, requiredBump, ruleset: 'r' },
  changes: [{ rule: 'x', verdict, message: 'It changed.' }],
});

describe('judgeVersion', () => {
  it.each([
    ['2.4.1', '2.5.0', 'major', false, 'Declared minor, needs major.', '3.0.0'],
    ['2.4.1', '3.0.0', 'major', true, 'Declared major, which fits.', undefined],
    ['2.4.1', '2.4.2', 'minor', false, 'Declared patch, needs minor.', '2.5.0'],
    ['0.4.1', '0.5.0', 'major', true, 'Declared minor, which fits.', undefined],
    ['0.4.1', '0.4.2', 'major', false, 'Declared patch, needs major.', '0.5.0'],
  ] as const)(
    '%s to %s that needs %s: %s',
    (from, to, needed, fits, message, proposed) => {
      expect(judgeVersion(from, to, found(needed))).toMatchObject({
        ...{ baseline: from, requiredBump: needed, fits, message },
        ...(proposed && { proposed }),
      });
    },
  );

  it('asks as much of what could not be told as of what breaks, and says why', () => {
    const judged = judgeVersion('1.0.0', '1.1.0', found('major', 'unknown'));
    expect(judged).toMatchObject({
      ...{ fits: false, counts: { unknown: 1, breaking: 0 } },
      message:
        'Declared minor, needs major, because not all of it could be judged.',
    });
  });

  it('lets what is no SemVer do what nobody minds, and no more', () => {
    expect(judgeVersion('1179', '1184', found('minor', 'safe'))).toMatchObject({
      ...{ fits: true, message: expect.stringContaining('is no SemVer') },
    });
    const broken = judgeVersion('1179', '1184', found('major'));
    expect(broken.fits).toBe(false);
    expect(broken).not.toHaveProperty('declaredBump');
    expect(broken.proposed).toBeUndefined();
  });
});
