import { parse } from 'yaml';
import { landscape } from '../__testUtils__/landscape';
import {
  startScaffolder,
  type StartedScaffolder,
  type Step,
} from '../__testUtils__/startScaffolder';
import { createActions } from './createActions';
import type { ActionDependencies } from './types';

jest.setTimeout(60_000);

const examples = createActions({} as ActionDependencies).flatMap(
  ({ id, examples: all = [] }) =>
    all.map(({ description, example }) => ({ id, description, example })),
);

describe('the examples', () => {
  const { remote, files, options, secrets, values, ready } = landscape();
  let started: StartedScaffolder;

  beforeAll(async () => {
    started = await startScaffolder(options);
    await ready(started);
  });

  afterAll(async () => {
    await started.backend.stop();
    remote.dispose();
  });

  it.each(examples)('of $id run: $description', async ({ example }) => {
    const head = remote.head();
    const { steps } = parse(example) as { steps: Step[] };
    const { status, output } = await started.dryRun(
      [{ id: 'files', action: 'test:files', input: { files } }, ...steps],
      ...([{}, secrets, values] as const),
    );

    expect(status === 200 ? '' : JSON.stringify(output)).toBe('');
    expect(remote.head()).toBe(head);
  });
});
