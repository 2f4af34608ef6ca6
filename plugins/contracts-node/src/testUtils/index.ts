/**
 * What formats of contracts are tested with.
 *
 * @packageDocumentation
 */
export {
  type CorpusRow,
  describeWithCorpus,
  missingCorpus,
  readContractCorpus,
} from './corpora';
export { contractFormatSuite, type FormatSamples } from './contractFormatSuite';
export {
  compareRow,
  type CorpusReading,
  type CorpusScore,
  scoreRows,
} from './scoreCorpus';
