import type { Deprecation } from '@slipway/backstage-plugin-contracts-common';
import { screen } from '@testing-library/react';
import { renderContracts } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeprecationsCard, passedPercent } from './DeprecationsCard';

async function show(
  deprecations: Deprecation[] = story.deprecations(),
  blind?: boolean,
) {
  await renderContracts(<DeprecationsCard {...{ deprecations, blind }} />);
  return screen.queryAllByRole('listitem').map(each => each.textContent);
}

describe('DeprecationsCard', () => {
  it('says what is overdue, since when, and what to use', async () => {
    const [header] = await show();

    expect(header).toMatch(
      /^X-Client-Key · POST \/paymentsDeprecated in 2\.1\.0\. Use a bearer token\.18 days overdue 1 Nov/,
    );
  });

  it('says how long is left, and who still uses it', async () => {
    const [, search] = await show();

    expect(search).toContain('73 days left 31 Jan');
    expect(search).toContain(
      '2 live consumers leftbatch-settlement 1.12.0, reports 0.9.4',
    );
  });

  it('never counts who may use it as who does', async () => {
    const [header] = await show();

    expect(header).toContain('it is not known whether reports 0.9.4 uses it');
    expect(header).not.toContain('live consumer');
  });

  it('has a word for one consumer', async () => {
    const [, search] = story.deprecations();
    const [item] = await show([
      { ...search, consumers: search.consumers.slice(0, 1) },
    ]);

    expect(item).toContain('1 live consumer left');
  });

  it('says that no date was set', async () => {
    const [item] = await show([{ operation: 'GET /old', consumers: [] }]);

    expect(item).toBe('GET /oldNo date was setNobody who lives uses it');
  });

  it('does not say that nobody uses it while that is not known', async () => {
    const [item] = await show([{ operation: 'GET /old', consumers: [] }], true);

    expect(item).toContain('Nobody is known to use it');
  });

  it.each([false, true])(
    'never says nobody while some may not be seen, blind: %s',
    async blind => {
      const [item] = await show(
        [{ operation: 'GET /old', consumers: [], hiddenConsumers: 3 }],
        blind,
      );

      expect(item).toBe('GET /oldNo date was set3 that you may not see');
    },
  );

  it('counts those that may not be seen beside those that may', async () => {
    const [, search] = story.deprecations();
    const [item] = await show([{ ...search, hiddenConsumers: 1 }]);

    expect(item).toMatch(/reports 0\.9\.41 that you may not see$/);
  });

  it('is not there when nothing goes away', async () => {
    await show([]);

    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });
});

describe('passedPercent', () => {
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const span = {
    ...{ operation: 'x', consumers: [] },
    ...{ sinceAt: '2026-11-01T00:00:00Z', sunset: '2026-11-11T00:00:00Z' },
  };

  it.each([
    ['2026-10-01', 0],
    ['2026-11-01', 0],
    ['2026-11-06', 50],
    ['2026-11-11', 100],
    ['2027-11-11', 100],
  ])('on %s is %d', (day, percent) => {
    expect(passedPercent(span, at(day))).toBe(percent);
  });

  it('is nothing without a date', () => {
    expect(passedPercent({ ...span, sunset: undefined })).toBe(0);
  });

  it('begins now when it is not known since when', () => {
    const open = { ...span, sinceAt: undefined };

    expect(passedPercent(open, at('2026-11-06'))).toBe(0);
  });
});
