import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { JsonObject } from '@backstage/types';
import type { SourcesResponse } from '@slipway/backstage-plugin-delivery-common';
import {
  type StartedPortal,
  createRepositories,
  deliveryConfig,
  startPortal,
} from './__testUtils__/startPortal';

jest.setTimeout(60_000);

const SECRETS = { github: 'github-secret', gitlab: 'gitlab-secret' };
type Host = keyof typeof SECRETS;

/** What stands under `events` in production, with the secrets that are there. */
function productionEvents(secrets: Partial<Record<Host, string>>) {
  const file = join(__dirname, '..', '..', '..', 'app-config.production.yaml');
  const text = readFileSync(file, 'utf8').replace(
    /\$\{(GITHUB|GITLAB)_WEBHOOK_SECRET\}/g,
    (_, host: string) => secrets[host.toLowerCase() as Host] ?? '',
  );
  const { events } = load(text) as { events: JsonObject };
  return events;
}

/** A push as the host tells of it: which headers, and where the address stands. */
function push(host: Host, url: string, secret: string) {
  if (host === 'github') {
    const body = JSON.stringify({
      ref: 'refs/heads/main',
      repository: { full_name: 'retail/gitops', clone_url: url },
    });
    const digest = createHmac('sha256', secret).update(body).digest('hex');
    const headers = {
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${digest}`,
    };
    return { body, headers };
  }
  const body = JSON.stringify({
    object_kind: 'push',
    ref: 'refs/heads/main',
    project: { path_with_namespace: 'retail/gitops', git_http_url: url },
  });
  return { body, headers: { 'x-gitlab-token': secret } };
}

describe('webhooks of Git hosts', () => {
  const there = createRepositories('retail', 'platform');
  const [retail, platform] = there.repositories;
  let portal: StartedPortal;
  let version = 0;

  async function start(secrets: Partial<Record<Host, string>>) {
    const before = deployBoth();
    portal = await startPortal({
      delivery: deliveryConfig(there.folder, { retail, platform }),
      events: productionEvents(secrets),
    });
    await untilHeads(before);
  }

  function deployBoth() {
    const text = `1.0.${version++}`;
    return {
      retail: retail.deploy(text, 'prod/shop'),
      platform: platform.deploy(text, 'prod/gateway'),
    };
  }

  function untilHeads(wanted: Record<string, string>) {
    return portal.untilBody<SourcesResponse>('/sources', ({ items }) =>
      Object.entries(wanted).every(
        ([id, head]) =>
          items.find(item => item.id === `git:${id}`)?.head === head,
      ),
    );
  }

  function tell(host: Host, url: string, secret: string) {
    const { body, headers } = push(host, url, secret);
    return fetch(`${portal.url}/api/events/http/${host}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  }

  afterEach(() => portal.stop());
  afterAll(() => there.remove());

  it.each<Host>(['github', 'gitlab'])(
    'a signed push of %s brings that repository up to date, and no other',
    async host => {
      await start(SECRETS);
      const [source] = (await untilHeads({})).items.filter(
        ({ id }) => id === 'git:platform',
      );
      const pushed = deployBoth();

      const answer = await tell(host, retail.url, SECRETS[host]);

      expect(answer.status).toBe(202);
      await untilHeads({ retail: pushed.retail, platform: source.head! });
    },
  );

  it.each<Host>(['github', 'gitlab'])(
    'a push of %s with a wrong secret is refused and fetches nothing',
    async host => {
      await start(SECRETS);
      const before = (await untilHeads({})).items.find(
        ({ id }) => id === 'git:retail',
      )!.head!;
      const pushed = deployBoth();

      const refused = await tell(host, retail.url, 'guessed');
      // What comes after it is done, so it would have been done too.
      await tell(host, platform.url, SECRETS[host]);

      expect(refused.status).toBe(403);
      await untilHeads({ platform: pushed.platform, retail: before });
    },
  );

  it('are not taken at all by the production settings while no secret is set', async () => {
    await start({});

    for (const host of ['github', 'gitlab'] as const) {
      const answer = await tell(host, retail.url, '');
      expect([host, answer.status]).toEqual([host, 404]);
    }
  });
});
