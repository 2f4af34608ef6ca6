import fc from 'fast-check';

// The same examples each time, so that a failure is met again; another number
// in FAST_CHECK_SEED looks further.
fc.configureGlobal({
  seed: Number(process.env.FAST_CHECK_SEED ?? '20261121'),
});
