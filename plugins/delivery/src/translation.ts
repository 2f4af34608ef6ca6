import {
  createTranslationRef,
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { deploymentWords } from './words/deployments';
import { fieldWords } from './words/fields';
import { environmentWords } from './words/environments';
import { generalWords } from './words/general';
import { healthWords } from './words/health';
import { historyWords } from './words/history';
import { operationWords } from './words/operations';
import { pageWords } from './words/pages';
import { removalWords } from './words/removal';
import { reviewWords } from './words/review';
import { rollbackWords } from './words/rollback';
import { tenantWords } from './words/tenants';
import { upgradeWords } from './words/upgrades';

/**
 * All words of the plugin; an app can replace or translate each of them.
 *
 * @public
 */
export const deliveryTranslationRef = createTranslationRef({
  id: 'plugin.delivery',
  messages: {
    ...generalWords,
    ...deploymentWords,
    ...fieldWords,
    ...environmentWords,
    ...healthWords,
    ...historyWords,
    ...operationWords,
    ...pageWords,
    ...removalWords,
    ...reviewWords,
    ...rollbackWords,
    ...tenantWords,
    ...upgradeWords,
  },
});

/** Looks a sentence up by its key. */
export type DeliveryWords = TranslationFunction<
  typeof deliveryTranslationRef.T
>;

/** The words in the language of the person. */
export function useWords(): DeliveryWords {
  return useTranslationRef(deliveryTranslationRef).t;
}
