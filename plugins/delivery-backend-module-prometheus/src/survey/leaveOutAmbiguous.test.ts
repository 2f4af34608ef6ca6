import { target } from '../__testUtils__/createSource';
import type { Detected } from '../detection/ProfileDetector';
import { linkerd } from '../profiles/linkerd';
import { promClient } from '../profiles/promClient';
import { leaveOutAmbiguous } from './leaveOutAmbiguous';

function detected(
  environment: string,
  value: string,
  profile = promClient,
): Detected {
  const deployment = target('cart', { environment });
  const selection = [{ name: 'service', value, isPattern: false }];
  const [metrics] = profile.requests!;
  return {
    ...{ target: deployment, candidates: [], extra: [] },
    requests: { target: deployment, profile, selection, metrics },
  };
}

describe('leaveOutAmbiguous', () => {
  const tell = jest.fn();
  const measured = (...all: Detected[]) =>
    leaveOutAmbiguous(all, tell)
      .filter(({ requests }) => requests)
      .map(({ target: { environment } }) => environment);

  beforeEach(() => tell.mockClear());

  it('keeps those that labels tell apart, and says nothing', () => {
    expect(measured(detected('dev', 'a'), detected('prod', 'b'))).toEqual([
      ...['dev', 'prod'],
    ]);
    expect(tell).toHaveBeenCalledWith('');
  });

  it('measures none of those that the same labels select, and names them', () => {
    expect(
      measured(
        detected('dev', 'a'),
        detected('prod', 'a'),
        detected('qa', 'b'),
      ),
    ).toEqual(['qa']);
    expect(tell.mock.calls).toEqual([['cart-dev, cart-prod']]);
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

    expect(leaveOutAmbiguous(both, tell)).toHaveLength(2);
  });
});
