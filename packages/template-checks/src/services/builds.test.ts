import { isDeepStrictEqual } from 'node:util';
import { type WrittenFolder, describeWithTools, runTool } from '..';
import { RunningService, plainEnv } from './RunningService';
import { SERVICE_KINDS, type ServiceKind } from './serviceKinds';
import {
  type ServiceAnswers,
  ServiceTemplates,
  answers,
  complete,
  partOf,
} from './serviceTemplate';

// Packages are fetched and compilers run, which takes minutes where processors are few.
jest.setTimeout(300_000);

const WITH_STORES: Partial<ServiceAnswers> = {
  database: 'postgresql',
  bus: 'rabbitmq',
  contract: 'asyncapi',
};

const WITH_A_FILE: Partial<ServiceAnswers> = {
  database: 'postgresql',
  contract: 'file',
};

/** Whether a kind makes something else of these choices than of those; the same is not built twice. */
function differ(
  { fixed }: ServiceKind,
  one: Partial<ServiceAnswers>,
  other: Partial<ServiceAnswers>,
): boolean {
  const of = (change: Partial<ServiceAnswers>) =>
    answers({ ...change, ...fixed });
  return !isDeepStrictEqual(of(one), of(other));
}

/** Ports that nobody listens on. */
const NOBODY = { POSTGRES_PORT: '1', RABBITMQ_PORT: '1' };

describe.each(SERVICE_KINDS)('what $template makes', kind => {
  describeWithTools('with its own commands', ['sh', ...kind.tools], () => {
    let templates: ServiceTemplates;
    let folder: WrittenFolder | undefined;

    beforeAll(async () => {
      templates = await ServiceTemplates.start();
    });

    afterAll(async () => {
      await templates?.stop();
    });

    afterEach(() => {
      folder?.dispose();
      folder = undefined;
    });

    /** The last lines of what went wrong; nothing when it went well. */
    async function build(change: Partial<ServiceAnswers>): Promise<string> {
      const rendering = await templates.render(
        kind.template,
        complete(answers({ ...change, ...kind.fixed })),
      );
      folder = partOf(rendering, 'repository').write();
      const { ok, text, message } = runTool('sh', ['ci/test.sh'], {
        cwd: folder.root,
        env: plainEnv(),
      });
      return ok ? '' : `It failed: ${text.slice(-6000)}${message.slice(-2000)}`;
    }

    it('builds, passes its tests, runs and ends in order', async () => {
      expect(await build({})).toBe('');

      const service = await RunningService.start(folder!.root, kind.command);
      try {
        expect(await service.ask(kind.path)).toMatchObject({ status: 200 });
        expect(await service.ask('/readyz')).toMatchObject({
          status: kind.isReadyAlone ? 200 : 503,
        });
        const metrics = await service.ask('/metrics');
        expect(metrics.text).toMatch(kind.metric);
        expect(metrics.text).not.toMatch(/healthz|readyz/);
      } finally {
        expect(await service.stop()).toEqual(kind.end);
      }
      expect(service.lines.length).toBeGreaterThan(0);
      for (const line of service.lines) {
        expect(JSON.parse(line)).toBeInstanceOf(Object);
      }
    });

    if (differ(kind, {}, WITH_STORES)) {
      it('builds with stores, lives without them, and says that it is not ready', async () => {
        expect(await build(WITH_STORES)).toBe('');

        const service = await RunningService.start(
          folder!.root,
          kind.command,
          NOBODY,
        );
        try {
          const ready = await service.ask('/readyz');
          expect(ready.status).toBe(503);
        } finally {
          expect(await service.stop()).toEqual(kind.end);
        }
      });
    }

    if (differ(kind, WITH_STORES, WITH_A_FILE)) {
      it('builds with a database and the file of a contract', async () => {
        expect(await build(WITH_A_FILE)).toBe('');
      });
    }
  });
});
