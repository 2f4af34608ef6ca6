import { failure } from '../__testUtils__/fakeApi';
import { failureMessage, failureStatus, isRefusal } from './errors';

describe('failures', () => {
  it('are told in the words of the backend', async () => {
    const error = await failure(409, 'There is another 2.4.0.');

    expect(failureMessage(error)).toBe('There is another 2.4.0.');
    expect(failureStatus(error)).toBe(409);
  });

  it('are told by their status when the backend has no words', async () => {
    expect(failureMessage(await failure(502, ''))).toMatch(/502/);
  });

  it.each([
    [new Error('The network is away.'), 'The network is away.'],
    ['no error at all', 'no error at all'],
  ])('are told also when there was no answer: %s', (error, words) => {
    expect(failureMessage(error)).toBe(words);
    expect(failureStatus(error)).toBe(0);
  });

  it.each([
    [401, true],
    [403, true],
    [404, false],
    [500, false],
  ])('with %d are a refusal: %s', async (status, expected) => {
    expect(isRefusal(await failure(status, 'No.'))).toBe(expected);
  });
});
