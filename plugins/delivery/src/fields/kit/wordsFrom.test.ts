import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { keys } from '../../__testUtils__/words';
import { wordsFrom } from './wordsFrom';

const holding = (translations: object | undefined): ApiHolder => ({
  get: ((ref: { id: string }) =>
    ref.id === translationApiRef.id ? translations : undefined) as never,
});

describe('wordsFrom', () => {
  it('gives the words that are there', async () => {
    const t = await wordsFrom(
      holding({ getTranslation: () => ({ ready: true, t: keys }) }),
    );
    expect(t('fields.remove')).toBe('fields.remove');
  });

  it('waits for a language that is still being read, and lets go of it', async () => {
    const unsubscribe = jest.fn();
    let tell: (snapshot: object) => void = () => {};
    const words = wordsFrom(
      holding({
        getTranslation: () => ({ ready: false }),
        translation$: () => ({
          subscribe: ({ next }: { next: typeof tell }) => {
            tell = next;
            return { unsubscribe };
          },
        }),
      }),
    );
    tell({ ready: false });
    expect(unsubscribe).not.toHaveBeenCalled();
    tell({ ready: true, t: keys });

    expect((await words)('fields.remove')).toBe('fields.remove');
    await Promise.resolve();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });

  it('says what is missing where a portal has none', async () => {
    await expect(wordsFrom(holding(undefined))).rejects.toThrow(
      'The portal has no translations',
    );
  });
});
