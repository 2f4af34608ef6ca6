import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  CanIAnswer,
  CanIFinding,
} from '@slipway/backstage-plugin-contracts-common';
import { NotInstalledError } from '../clients/toCallError';
import { askContracts } from './askContracts';

const REQUEST = {
  ...{ component: 'component:default/payments', version: '2.0.0' },
  ...{ environment: 'prod', action: 'promote' as const },
};

function ask(
  answer: CanIAnswer | Error,
  findings: Partial<CanIFinding>[] = [],
  acceptUnknown = false,
) {
  const logger = mockServices.logger.mock();
  const ctx = {
    ...{ logger, getInitiatorCredentials: async () => mockCredentials.user() },
  };
  const canI = async () => {
    if (answer instanceof Error) throw answer;
    const result = { answer, message: 'So it is.', waysOut: ['Wait.'] };
    return { ...result, findings, asked: 1, ruleset: 'r' } as never;
  };
  const asked = askContracts(ctx, { canI }, REQUEST, acceptUnknown);
  return { asked, logger };
}

describe('askContracts', () => {
  it('passes what is allowed', async () => {
    const { asked, logger } = ask('allowed');
    await asked;
    expect(logger.info).toHaveBeenCalledWith('Contracts: So it is.');
  });

  it('stops at what would break, and names it and the ways out', async () => {
    const { asked } = ask('blocked', [
      { answer: 'blocked', message: 'invoices 3.8.0 would break.' },
    ]);
    await expect(asked).rejects.toThrow(
      'So it is. invoices 3.8.0 would break. Wait.',
    );
  });

  it('stops at what could not be judged, unless that is accepted', async () => {
    const findings = [{ answer: 'unknown' as const, message: 'Who knows.' }];
    await expect(ask('unknown', findings).asked).rejects.toThrow(
      /Who knows\. .*acceptUnknown/,
    );
    const { asked, logger } = ask('unknown', findings, true);
    await asked;
    expect(logger.warn).toHaveBeenCalled();
  });

  it('goes on where nothing is known, and where there is no such plugin', async () => {
    await ask('unknown').asked;
    const { asked, logger } = ask(new NotInstalledError('contracts'));
    await asked;
    expect(logger.warn).toHaveBeenCalledWith(
      'Contracts were not asked: The plugin contracts is not part of this portal.',
    );
  });

  it('does not take silence for a yes', async () => {
    await expect(ask(new Error('It is down')).asked).rejects.toThrow(
      'It is do',
    );
  });
});
