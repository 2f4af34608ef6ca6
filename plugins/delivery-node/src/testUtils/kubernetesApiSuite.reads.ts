// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { SuiteParts } from './kubernetesApiSuite';
import type { KubernetesTestBody } from './KubernetesTestClient';

function names(body: KubernetesTestBody): string[] {
  return body.items.map(item => item.metadata.name);
}

/** What it says of itself, and to whom. */
function describeDiscovery(parts: SuiteParts): void {
  const { client, path, resource } = parts;

  it('refuses a caller without a valid token, with a Status object', async () => {
    const answer = await client().call(path, { token: 'wrong' });

    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('says what it is and what it serves', async () => {
    const version = await client().call('/version');
    const core = await client().call('/api/v1');
    const groups = await client().call('/apis');
    const own = await client().call(resource.api);

    expect(version.body.gitVersion).toMatch(/^v\d+\.\d+/);
    expect(core.body.kind).toBe('APIResourceList');
    expect(core.body.resources.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['pods', 'events', 'namespaces']),
    );
    expect(groups.body.kind).toBe('APIGroupList');
    expect(groups.body.groups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['apps', resource.group]),
    );
    expect(own.body.resources).toContainEqual(
      expect.objectContaining({
        name: resource.plural,
        kind: resource.kind,
        namespaced: true,
      }),
    );
  });

  it('has the namespace that the Applications live in', async () => {
    const { status, body } = await client().call('/api/v1/namespaces/argocd');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'Namespace',
      metadata: { name: 'argocd' },
    });
  });
}

/** What it says of what is not there. */
function describeMissing(parts: SuiteParts): void {
  const { client, path, resource } = parts;

  it('answers 404 in plain text for a group that it does not serve', async () => {
    const answer = await client().call('/apis/nobody.example.org/v1/things');

    expect(answer.status).toBe(404);
    expect(answer.contentType).toContain('text/plain');
  });

  it('answers 404 with a Status object for an object that is not there', async () => {
    const answer = await client().call(`${path}/nobody`);

    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'NotFound',
      message: `${resource.plural}.${resource.group} "nobody" not found`,
      details: {
        name: 'nobody',
        group: resource.group,
        kind: resource.plural,
      },
      code: 404,
    });
  });
}

/** Lists in pages. */
function describePages(parts: SuiteParts): void {
  const { client, create, path, pathOfAll, resource } = parts;

  it('lists in pages that give each object once', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) {
      await create(name);
    }
    const first = await client().call(`${pathOfAll}?limit=2`);
    const found = names(first.body);
    let { metadata } = first.body;
    while (metadata.continue) {
      const next = await client().call(
        `${pathOfAll}?limit=2&continue=${encodeURIComponent(metadata.continue)}`,
      );
      expect(next.status).toBe(200);
      found.push(...names(next.body));
      metadata = next.body.metadata;
    }

    expect(first.body.kind).toBe(`${resource.kind}List`);
    expect(first.body.items).toHaveLength(2);
    expect(first.body.metadata.remainingItemCount).toBeGreaterThan(0);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(
      expect.arrayContaining(['page-a', 'page-b', 'page-c']),
    );
    expect(metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
  });

  it('refuses a continue token that it did not make', async () => {
    const answer = await client().call(`${path}?limit=1&continue=x`);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ kind: 'Status', reason: 'BadRequest' });
  });
}

/** Lists of a part. */
function describeSelectors(parts: SuiteParts): void {
  const { client, create, run, path } = parts;

  it('selects by label', async () => {
    await create('select-a');
    await create('select-b');
    const list = async (selector: string) =>
      names(
        (
          await client().call(
            `${path}?labelSelector=${encodeURIComponent(selector)}`,
          )
        ).body,
      );

    expect(await list(`run=${run}`)).toEqual(['select-a', 'select-b']);
    expect(await list(`run in (other,${run})`)).toHaveLength(2);
    expect(await list(`run=${run},run!=${run}`)).toEqual([]);
    expect(await list(`run=${run},!other`)).toHaveLength(2);
    expect(await list(`run=${run},other`)).toEqual([]);
  });

  it('selects by name', async () => {
    await create('field-a');
    await create('field-b');
    const { body } = await client().call(
      `${path}?fieldSelector=metadata.name%3Dfield-b`,
    );

    expect(names(body)).toEqual(['field-b']);
  });

  it('finds nothing in a namespace that is not there, without an error', async () => {
    const { status, body } = await client().call(
      path.replace('/argocd/', '/nowhere/'),
    );

    expect(status).toBe(200);
    expect(body.items).toEqual([]);
  });
}

/** Discovery, permissions, lists and single objects. */
export function describeReads(parts: SuiteParts): void {
  describeDiscovery(parts);
  describeMissing(parts);
  describePages(parts);
  describeSelectors(parts);
}
