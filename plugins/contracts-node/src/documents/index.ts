export {
  DocumentFiles,
  type DocumentNode,
  nodeBelow,
  referenceIn,
} from './DocumentFiles';
export {
  parseDocumentFiles,
  parseDocumentText,
  type ParseDocumentOptions,
} from './parseDocument';
