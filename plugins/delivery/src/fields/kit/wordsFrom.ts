import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { deliveryTranslationRef, type DeliveryWords } from '../../translation';

/**
 * The words in the language of the person, for a validator: it is no component
 * and has no hooks. A language that is still being read is waited for.
 */
export async function wordsFrom(apiHolder: ApiHolder): Promise<DeliveryWords> {
  const translations = apiHolder.get(translationApiRef);
  if (!translations) {
    throw new Error(
      'The portal has no translations (core.translation), so no field can be checked. Ask whoever runs the portal.',
    );
  }
  const now = translations.getTranslation(deliveryTranslationRef);
  if (now.ready) return now.t;
  return new Promise((resolve, reject) => {
    const subscription = translations
      .translation$(deliveryTranslationRef)
      .subscribe({
        next: snapshot => {
          if (!snapshot.ready) return;
          resolve(snapshot.t);
          // It may have been ready before anybody could know of it.
          queueMicrotask(() => subscription.unsubscribe());
        },
        error: reject,
      });
  });
}
