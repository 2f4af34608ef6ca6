/** Words of all pages. */
export const generalWords = {
  failure: {
    loading: 'Loading',
    forbidden: 'You may not see this contract',
    notFound: 'There is no such contract',
    trouble: 'The portal does not answer',
    failed: 'This could not be loaded',
    again: 'Try again',
    retry: 'It is tried again every {{seconds}} seconds.',
    kept: 'What stands below is as last seen.',
    live: 'What runs where is not known for certain. {{cause}}',
  },
  ruleset: {
    rules: '{{n}} rules',
    named: 'rules {{ruleset}}',
    overrideOne: '1 override',
    overrides: '{{n}} overrides',
    exact: 'Ruleset {{ruleset}}',
  },
  search: {
    nothing: 'Nothing found',
    nothingFree: 'Nothing found; it is taken as it is typed.',
  },
  hidden: {
    count: '{{n}} that you may not see',
  },
  sandbox: {
    simulated: 'Sandbox: simulated cluster',
  },
} as const;
