import { mockServices } from '@backstage/backend-test-utils';
import { target } from '../__testUtils__/createSource';
import type { Detected, RequestCandidate } from '../detection/ProfileDetector';
import { linkerd } from '../profiles/linkerd';
import { promClient } from '../profiles/promClient';
import { Ambiguity } from './Ambiguity';

function detected(
  environment: string,
  value: string,
  profile = promClient,
): Detected & { requests: RequestCandidate } {
  const deployment = target('cart', { environment });
  const selection = [{ name: 'service', value, isPattern: false }];
  const [metrics] = profile.requests!;
  return {
    ...{ target: deployment, candidates: [], extra: [] },
    requests: { target: deployment, profile, selection, metrics },
  };
}

describe('Ambiguity', () => {
  const logger = mockServices.logger.mock();
  const environments = (all: readonly Detected[]) =>
    all
      .filter(({ requests }) => requests)
      .map(({ target: { environment } }) => environment);
  const measured = (...all: Detected[]) => {
    const ambiguity = Ambiguity.create(logger);
    ambiguity.remember({}, all, 0);
    return environments(ambiguity.leaveOut({}, all));
  };

  beforeEach(() => jest.clearAllMocks());

  it('keeps those that labels tell apart, and says nothing', () => {
    expect(measured(detected('dev', 'a'), detected('prod', 'b'))).toEqual([
      ...['dev', 'prod'],
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('measures none of those that the same labels select, and names them', () => {
    expect(
      measured(
        detected('dev', 'a'),
        detected('prod', 'a'),
        detected('qa', 'b'),
      ),
    ).toEqual(['qa']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('let labels tell them apart'),
      { deployments: 'cart-dev, cart-prod' },
    );
  });

  it('takes the same labels on other metrics for others', () => {
    expect(
      measured(detected('dev', 'a'), detected('prod', 'a', linkerd)),
    ).toEqual(['dev', 'prod']);
  });

  it('takes one deployment that is asked for twice for one', () => {
    expect(measured(detected('dev', 'a'), detected('dev', 'a'))).toEqual([
      ...['dev', 'dev'],
    ]);
  });

  it('keeps what else is known of those it leaves out', () => {
    const both = [detected('dev', 'a'), detected('prod', 'a')];

    expect(Ambiguity.create(logger).leaveOut({}, both)).toHaveLength(2);
  });

  it('refuses one that is asked for alone when another was surveyed', () => {
    const ambiguity = Ambiguity.create(logger);
    const dev = detected('dev', 'a');
    ambiguity.remember({}, [dev, detected('prod', 'a')], 0);

    expect(environments(ambiguity.leaveOut({}, [dev]))).toEqual([]);
    expect(ambiguity.sharedWith({}, dev.requests)).toEqual(['cart-prod']);
  });

  it('keeps tenants apart, whose labels select other series', () => {
    const ambiguity = Ambiguity.create(logger);
    const both = [detected('dev', 'a'), detected('prod', 'a')];
    ambiguity.remember({ tenant: 'a' }, both, 0);
    const dev = detected('dev', 'a');

    expect(environments(ambiguity.leaveOut({ tenant: 'b' }, [dev]))).toEqual([
      'dev',
    ]);
  });

  it('measures again what a later survey can tell apart', () => {
    const ambiguity = Ambiguity.create(logger);
    const dev = detected('dev', 'a');
    ambiguity.remember({}, [dev, detected('prod', 'a')], 0);
    ambiguity.remember({}, [dev, detected('prod', 'b')], 1);

    expect(environments(ambiguity.leaveOut({}, [dev]))).toEqual(['dev']);
  });

  it('knows the metrics that a version before may have had', () => {
    const ambiguity = Ambiguity.create(logger);
    const [dev, prod] = [detected('dev', 'a'), detected('prod', 'a')];
    const idle = [dev, prod].map(each => ({
      ...{ ...each, candidates: [each.requests], requests: undefined },
    }));
    ambiguity.remember({}, idle, 0);

    expect(ambiguity.sharedWith({}, prod.requests)).toEqual(['cart-dev']);
  });

  it('does not forget the others by a survey of one alone', () => {
    const ambiguity = Ambiguity.create(logger);
    const dev = detected('dev', 'a');
    ambiguity.remember({}, [dev, detected('prod', 'a')], 0);
    ambiguity.remember({}, [dev], 60);

    expect(environments(ambiguity.leaveOut({}, [dev]))).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('forgets what is not surveyed any more', () => {
    const ambiguity = Ambiguity.create(logger);
    const dev = detected('dev', 'a');
    ambiguity.remember({}, [dev, detected('prod', 'a')], 0);
    ambiguity.remember({}, [dev], 901);

    expect(environments(ambiguity.leaveOut({}, [dev]))).toEqual(['dev']);
  });
});
