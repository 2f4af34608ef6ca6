import type {
  CanIFinding,
  CanIResult,
} from '@slipway/backstage-plugin-contracts-common';
import { toAnswers } from './toAnswers';

function finding(more: Partial<CanIFinding>): CanIFinding {
  return {
    ...{ answer: 'blocked', counterpart: 'consumer' },
    contract: 'api:default/payments-api',
    consumer: { entityRef: 'component:default/invoices', version: '3.8.0' },
    provider: { entityRef: 'component:default/payments', version: '2.2.3' },
    places: [{ environment: 'prod', tenant: 'acme', stale: true }],
    message: 'invoices 3.8.0 would break. settledAt is gone.',
    ...more,
  };
}

function result(findings: CanIFinding[], more: Partial<CanIResult> = {}) {
  return toAnswers(
    {
      ...{ answer: 'blocked', message: 'It may not.', findings },
      ...{ waysOut: [], asked: findings.length, ruleset: 'r', ...more },
    },
    'prod',
  );
}

describe('toAnswers', () => {
  it('gives who blocks a line of its own, with place and example', () => {
    const counterExample = { value: { id: 'pay_1' } };

    expect(result([finding({ counterExample })])).toMatchObject([
      {
        id: 'consumer:api:default/payments-api:component:default/invoices@3.8.0',
        title: 'invoices 3.8.0 would break',
        ...{ status: 'block', message: 'settledAt is gone.' },
        evidence: [
          'Contract: api:default/payments-api',
          'Lives in: prod · acme, as last seen',
        ],
        example: {
          caption: 'A value that shows it:',
          text: '{\n  "id": "pay_1"\n}',
        },
      },
    ]);
  });

  it('is known by the provider when the component itself is the consumer', () => {
    const message = 'It fails.';
    const answers = result([finding({ counterpart: 'provider', message })]);
    expect(answers).toMatchObject([
      {
        id: 'provider:api:default/payments-api:component:default/payments@2.2.3',
        message,
      },
    ]);
    expect(answers?.[0]).not.toHaveProperty('title');
  });

  it('leads to what shows it and to what can be done about it', () => {
    const [answer] = result([finding({})]) ?? [];

    expect(answer.links?.map(({ kind }) => kind)).toEqual([
      ...['evidence', 'evidence', 'way-out'],
    ]);
  });

  it('names no contract and no place of one that may not be seen', () => {
    const [answer] = result([finding({ hidden: true, places: [] })]) ?? [];

    expect(answer).toMatchObject({ status: 'block', evidence: [], links: [] });
  });

  it('numbers those that may not be seen, so that none is accepted with another', () => {
    const unseen = (answer: CanIFinding['answer']) =>
      finding({
        ...{ answer, hidden: true, places: [] },
        contract: 'api:default/not-shown',
        consumer: { entityRef: 'component:default/not-shown', version: '?' },
        message: 'A counterpart that you may not see could not be judged.',
      });

    const answers =
      result([unseen('blocked'), unseen('unknown'), unseen('unknown')]) ?? [];

    expect(answers.map(({ id }) => id)).toEqual([
      ...['hidden:blocked:1', 'hidden:unknown:1', 'hidden:unknown:2'],
    ]);
    expect(JSON.stringify(answers)).not.toMatch(/not-shown|\?/);
  });

  it('says in one line who fits', () => {
    const fits = finding({ answer: 'allowed' });
    const other = finding({
      answer: 'allowed',
      consumer: { entityRef: 'component:default/checkout', version: '5.1.3' },
    });

    expect(result([fits, other], { answer: 'allowed' })).toMatchObject([
      {
        ...{ id: 'fit', status: 'ok' },
        message: 'All that it needs is offered, and 2 counterparts fit.',
        evidence: ['invoices 3.8.0', 'checkout 5.1.3'],
      },
    ]);
  });

  it('does not tell when live versions are not known', () => {
    const silent = { answer: 'unknown' as const, message: 'It is silent.' };
    const unknown = { status: 'unknown', message: 'It is silent.' };

    expect(result([], silent)).toMatchObject([unknown]);
    expect(result([finding({ answer: 'allowed' })], silent)).toMatchObject([
      unknown,
      {
        status: 'ok',
        message: 'The 1 other counterpart that was judged fits.',
      },
    ]);
  });

  it('does not say beside who blocks that all is offered', () => {
    const fits = finding({ answer: 'allowed' });
    const other = finding({
      answer: 'allowed',
      consumer: { entityRef: 'component:default/checkout', version: '5.1.3' },
    });

    expect(result([finding({}), fits, other])?.at(-1)).toMatchObject({
      status: 'ok',
      message: 'The 2 other counterparts that were judged fit.',
    });
  });

  it('says nothing where nothing is known to meet it', () => {
    expect(result([], { answer: 'allowed' })).toBeUndefined();
  });
});
