import type {
  CheckResult,
  OperationRequest,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import fc from 'fast-check';
import { operationRow } from '../__testUtils__/operationRow';
import { commitMessage, toOneLine } from './commitMessage';
import {
  assertPasses,
  normaliseRequest,
  summariseChecks,
} from './operationRequest';
import { parseTrailers } from '../git/parseLog';
import { contextOf } from './toOperation';

const request: OperationRequest = {
  type: 'rollback',
  deploymentId: 'd-1',
  version: '2.3.1',
  expected: { version: '2.4.0', commit: 'c'.repeat(40) },
  reason: 'It fails',
};
const check = (status: CheckResult['status'], id = status): CheckResult => ({
  ...{ id, title: id, status, message: `It is ${id}.`, tookMs: 1 },
});
const preflight = (...checks: CheckResult[]) => ({ checks }) as Preflight;

describe('normaliseRequest', () => {
  it('makes equal requests equal texts, whatever their order', () => {
    const { expected, ...rest } = request;
    const other = {
      ...{ expected: { commit: expected.commit, version: expected.version } },
      ...{ accept: ['b', 'a'], ...rest, reason: ' It\n fails ' },
    };
    expect(JSON.stringify(normaliseRequest(other))).toBe(
      JSON.stringify(normaliseRequest({ ...request, accept: ['a', 'b'] })),
    );
  });

  it('does not change what it was given', () => {
    const accept = ['b', 'a'];
    normaliseRequest({ ...request, accept });
    expect(accept).toEqual(['b', 'a']);
  });

  it.each([
    ['empty', '', /reason is empty/],
    ['made of spaces', ' \n\t\u200b ', /reason is empty/],
    ['too long', 'x'.repeat(501), /longer than 500/],
  ])('refuses a reason that is %s', (_, reason, message) => {
    expect(() => normaliseRequest({ ...request, reason })).toThrow(message);
  });

  it('leaves an empty incident and an empty list out', () => {
    expect(normaliseRequest({ ...request, incident: ' ', accept: [] })).toEqual(
      { ...request, incident: undefined, accept: undefined, undoes: undefined },
    );
  });
});

describe('assertPasses', () => {
  it.each([
    ['all is well', [check('ok'), check('warn')], []],
    ['what could not tell is accepted', [check('unknown')], ['unknown']],
  ])('lets through when %s', (_, checks, accepted) => {
    expect(() => assertPasses(preflight(...checks), accepted)).not.toThrow();
  });

  it.each([
    [
      'something blocks, even when accepted',
      [check('block')],
      ['block'],
      /^It is block\.$/,
    ],
    [
      'one could not tell',
      [check('unknown')],
      [],
      /It is unknown\. \(unknown\) Name them under accept/,
    ],
    [
      'one of two is accepted',
      [check('unknown', 'unknown'), check('unknown', 'other' as 'unknown')],
      ['unknown'],
      /^Some checks could not tell: It is other\. \(other\)/,
    ],
  ])('stops when %s', (_, checks, accepted, message) => {
    expect(() => assertPasses(preflight(...checks), accepted)).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringMatching(message),
      }),
    );
  });
});

describe('summariseChecks', () => {
  it.each([
    [[check('ok')], 'All checks ran again: 1 ok.'],
    [[check('ok'), check('warn')], 'All checks ran again: 1 ok, 1 warning.'],
    [
      [check('warn'), check('warn'), check('unknown')],
      'All checks ran again: 0 ok, 2 warnings, 1 accepted that could not tell.',
    ],
  ])('counts them', (checks, text) => {
    expect(summariseChecks(checks)).toBe(text);
  });
});

describe('commitMessage', () => {
  const make = (change: Partial<OperationRequest>) =>
    commitMessage({
      operationId: 'op-1',
      requestedBy: 'user:default/oncall-1',
      request: { ...request, ...change },
      context: contextOf(operationRow()),
    });

  it('says what goes where, and who asked why', () => {
    expect(make({ incident: 'INC-7' })).toBe(
      [
        'Roll back payments in prod · acme: 2.4.0 → 2.3.1',
        '',
        'Rollback-From: 2.4.0',
        'Rollback-To: 2.3.1',
        'Reason: It fails',
        'Requested-By: user:default/oncall-1',
        'Incident: INC-7',
        'Portal-Operation-Id: op-1',
        '',
      ].join('\n'),
    );
  });

  it('names what an undo undoes, and is no rollback', () => {
    const message = make({ type: 'undo', undoes: 'op-0' });
    expect(message).toContain('Put back payments');
    expect(message).toContain('Undo-Of: op-0');
    expect(message).not.toContain('Rollback-');
  });

  it('has no trailer but its own, whatever the person writes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\n', '\r\n', '\u2028', '\u0085', '\n\n', '\0'),
        (text, end) => {
          const message = make({
            reason: `x${end}Rollback-To: 9.9.9${end}${text}`,
            incident: `${end}Portal-Operation-Id: op-2`,
          });
          const trailers = parseTrailers(message);
          expect(trailers.filter(({ key }) => key === 'Rollback-To')).toEqual([
            { key: 'Rollback-To', value: '2.3.1' },
          ]);
          expect(
            trailers.filter(({ key }) => key === 'Portal-Operation-Id'),
          ).toEqual([{ key: 'Portal-Operation-Id', value: 'op-1' }]);
        },
      ),
    );
  });
});

describe('toOneLine', () => {
  it('gives one line, and the same when it is asked again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const line = toOneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(line.trim()).toBe(line);
        expect(toOneLine(line)).toBe(line);
      }),
    );
  });
});
