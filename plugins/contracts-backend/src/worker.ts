/**
 * Reads and compares documents beside the server, which may end it at any time.
 *
 * @packageDocumentation
 */
import type { Job } from './comparisons/jobs';
import { runJob } from './comparisons/runJob';
import { builtinFormats } from './formats/builtinFormats';

process.on('message', async ({ id, job }: { id: number; job: Job }) => {
  process.send?.(await runJob(builtinFormats, id, job));
});

// A server that died leaves nobody to work for.
process.on('disconnect', () => process.exit());
