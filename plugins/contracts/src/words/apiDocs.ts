/** Words of the texts that the API documentation shows. */
export const apiDocsWords = {
  definition: {
    outline: 'Outline',
    text: 'Text of the document',
    none: 'No outline could be read from this text.',
    empty: 'The catalog has no text for this API.',
    entry: '{{kind}} {{name}}, line {{line}}',
  },
} as const;
