// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
import type { SuiteParts } from './kubernetesApiSuite';

/** New objects. */
function describeCreation(parts: SuiteParts): void {
  const { client, create, object, path: collection } = parts;

  it('gives a new object its identity and version', async () => {
    const { status, body } = await create('made');
    const read = await client().call(`${collection}/made`);

    expect(status).toBe(201);
    expect(body.metadata).toMatchObject({
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: expect.stringMatching(/^\d+$/),
      creationTimestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      generation: 1,
    });
    expect(read.body).toEqual(body);
  });

  it('refuses a second object of the same name', async () => {
    await create('twice');
    const second = await client().post(collection, object('twice'));

    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      kind: 'Status',
      reason: 'AlreadyExists',
    });
  });
}

/** Changes of a part. */
function describePatches(parts: SuiteParts): void {
  const { client, create, path: collection, resource } = parts;

  it('merges a patch, and removes what the patch sets to null', async () => {
    const { body: before } = await create('merged');
    const path = `${collection}/merged`;
    await client().patch(path, {
      metadata: { annotations: { one: '1', two: '2' } },
    });
    const { status, body } = await client().patch(path, {
      metadata: { annotations: { one: null } },
    });

    expect(status).toBe(200);
    expect(body.metadata.annotations).toEqual({ two: '2' });
    expect(body.spec).toEqual(before.spec);
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(
      Number(before.metadata.resourceVersion),
    );
  });

  it('keeps the version when a patch changes nothing', async () => {
    const { body: before } = await create('same');
    const { body } = await client().patch(
      `${collection}/same`,
      resource.change(0),
    );

    expect(body.metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  });

  it('counts the generation when the spec changes, not when metadata does', async () => {
    await create('counted');
    const path = `${collection}/counted`;
    const labelled = await client().patch(path, {
      metadata: { labels: { a: 'b' } },
    });
    const changed = await client().patch(path, resource.change(1));

    expect(labelled.body.metadata.generation).toBe(1);
    expect(changed.body.metadata.generation).toBe(2);
  });

  it('refuses a kind of patch that it does not know', async () => {
    await create('strange');
    const { status, body } = await client().call(`${collection}/strange`, {
      method: 'PATCH',
      contentType: 'application/x-unheard-of',
      body: {},
    });

    expect(status).toBe(415);
    expect(body).toMatchObject({ kind: 'Status', code: 415 });
  });
}

/** Of two who write, who wins. */
function describeRaces(parts: SuiteParts): void {
  const { client, create, path: collection, resource } = parts;

  it('refuses to replace an object that has changed since it was read', async () => {
    const { body: read } = await create('raced');
    const path = `${collection}/raced`;
    await client().patch(path, resource.change(1));
    const late = await client().put(path, read);

    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ kind: 'Status', reason: 'Conflict' });
  });

  it('refuses a patch that names an older version', async () => {
    const { body: read } = await create('guarded');
    const path = `${collection}/guarded`;
    await client().patch(path, resource.change(1));
    const late = await client().patch(path, {
      metadata: { resourceVersion: read.metadata.resourceVersion },
      ...resource.change(2),
    });

    expect(late.status).toBe(409);
  });

  it('replaces an object at its current version', async () => {
    const { body: read } = await create('replaced');
    const { status, body } = await client().put(`${collection}/replaced`, {
      ...read,
      spec: { ...read.spec, ...(resource.change(3).spec as object) },
    });

    expect(status).toBe(200);
    expect(body.spec).toMatchObject(resource.change(3).spec as object);
    expect(body.metadata.uid).toBe(read.metadata.uid);
  });
}

/** What is gone, or never was there. */
function describeRemoval(parts: SuiteParts): void {
  const { client, create, path: collection } = parts;

  it('answers 404 to a patch and a removal of what is not there', async () => {
    const patch = await client().patch(`${collection}/nobody`, {});
    const removal = await client().delete(`${collection}/nobody`);

    expect(patch.status).toBe(404);
    expect(removal.status).toBe(404);
  });

  it('removes an object', async () => {
    await create('removed');
    const { status, body } = await client().delete(`${collection}/removed`);
    const after = await client().call(`${collection}/removed`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'Status', status: 'Success' });
    expect(after.status).toBe(404);
  });
}

/** Creating, changing and removing, and who wins. */
export function describeWrites(parts: SuiteParts): void {
  describeCreation(parts);
  describePatches(parts);
  describeRaces(parts);
  describeRemoval(parts);
}
