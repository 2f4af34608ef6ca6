import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Preflight,
  Source,
} from '@slipway/backstage-plugin-delivery-common';
import { helmValues } from '../__testUtils__/GitFixture';
import { API, PATH, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

describe('DefaultPreflightService', () => {
  const on = useOperations();

  it('answers a preflight with each check, and changes nothing', async () => {
    await on.start();
    on.git.commit({
      files: { [`${PATH}/values.yaml`]: helmValues('2.4.0', 'cpu: 1\n') },
      message: 'More cpu\n\nMigration: 0042 adds a column',
    });
    const before = on.git.head();

    const answer = await on.started.api
      .post(`${API}/deployments/${on.deployment.id}/preflight`)
      .send({ version: '2.3.1', expected: on.body().expected });

    const preflight: Preflight = answer.body;
    expect(
      Object.fromEntries(
        preflight.checks.map(check => [check.id, check.status]),
      ),
    ).toEqual({
      'still-what-you-saw': 'block',
      'ran-here': 'ok',
      'one-line': 'ok',
      'changed-since': 'warn',
      migrations: 'warn',
      'nothing-running': 'ok',
      'holds-and-bans': 'ok',
      policy: 'ok',
      'runtime-answers': 'warn',
    });
    expect(preflight.status).toBe('block');
    expect(preflight.current).toMatchObject({
      version: '2.4.0',
      commit: before,
      author: 'dev-1',
      subject: 'More cpu',
    });
    expect(preflight.changes).toEqual([
      {
        path: `${PATH}/values.yaml`,
        lines: [
          {
            line: 4,
            before: '  tag: "2.4.0"  # set by CI',
            after: '  tag: "2.3.1"  # set by CI',
          },
        ],
      },
    ]);
    expect(on.git.head()).toBe(before);
  });

  it('says in a preflight that Git does not answer, and that what it shows is as last seen', async () => {
    await on.start();
    rmSync(join(on.git.bare, 'HEAD'));

    const answer = await on.started.api
      .post(`${API}/deployments/${on.deployment.id}/preflight`)
      .send({ version: '2.3.1', expected: on.body().expected });

    const preflight: Preflight = answer.body;
    expect(preflight.status).toBe('unknown');
    expect(preflight.checks[0]).toMatchObject({
      id: 'git-answers',
      status: 'unknown',
      message: expect.stringMatching(/no repository.*as last seen/),
    });
    await on.started.until<{ items: Source[] }>('/sources', found =>
      Boolean(found.items[0].silentSince && found.items[0].cause),
    );
  });
});
