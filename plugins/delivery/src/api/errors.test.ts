import { failure } from '../__testUtils__/fakeApi';
import { failureKind, failureMessage } from './errors';

describe('failureKind', () => {
  it.each([
    [400, 'refused'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [418, 'other'],
    [429, 'other'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ] as const)('takes %d for %s', async (status, kind) => {
    expect(failureKind(await failure(status, 'No'))).toBe(kind);
  });

  it('takes what the browser says of a broken network for unreachable', () => {
    expect(failureKind(new TypeError('Failed to fetch'))).toBe('unreachable');
  });

  it('takes all else for other', () => {
    expect(failureKind(new Error('No'))).toBe('other');
    expect(failureKind('no error at all')).toBe('other');
    expect(failureKind(undefined)).toBe('other');
  });
});

describe('failureMessage', () => {
  it('is the sentence of the backend', async () => {
    expect(failureMessage(await failure(409, 'dev-7 changed the folder'))).toBe(
      'dev-7 changed the folder',
    );
  });

  it('says something where the backend has no sentence', async () => {
    expect(failureMessage(await failure(502, ''))).toMatch(/502/);
  });

  it('is the sentence of any other error, and the text of what is none', () => {
    expect(failureMessage(new Error('The disk is full'))).toBe(
      'The disk is full',
    );
    expect(failureMessage('gone')).toBe('gone');
  });
});
