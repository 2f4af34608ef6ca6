import {
  createTranslationRef,
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { apiDocsWords } from './words/apiDocs';
import { contractWords } from './words/contract';
import { exceptionWords } from './words/exceptions';
import { fieldWords } from './words/fields';
import { generalWords } from './words/general';
import { graphWords } from './words/graph';
import { pageWords } from './words/pages';

/**
 * All words of the plugin; an app can replace or translate each of them.
 *
 * @public
 */
export const contractsTranslationRef = createTranslationRef({
  id: 'plugin.contracts',
  messages: {
    ...apiDocsWords,
    ...fieldWords,
    ...generalWords,
    ...contractWords,
    ...exceptionWords,
    ...pageWords,
    graph: graphWords,
  },
});

/** Looks a sentence up by its key. */
export type ContractsWords = TranslationFunction<
  typeof contractsTranslationRef.T
>;

/** The words in the language of the person. */
export function useWords(): ContractsWords {
  return useTranslationRef(contractsTranslationRef).t;
}
