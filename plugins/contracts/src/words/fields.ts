/** Words of the field of forms. */
export const fieldWords = {
  picker: {
    owner: 'owned by {{owner}}',
    noOwner: 'owned by nobody',
    latest: 'newest version {{version}}',
    noVersion: 'no version published',
    loading: 'Looking what there is; what you type counts.',
    nothing: 'No contract like that is known; what you type counts.',
    failed:
      'The contracts could not be read, so what you type counts: {{cause}}',
  },
} as const;
