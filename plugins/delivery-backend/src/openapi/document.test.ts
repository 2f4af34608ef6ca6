import { API, useOperations } from '../__testUtils__/useOperations';

jest.setTimeout(60_000);

describe('openApiDocument', () => {
  const on = useOperations();

  it('serves the document it checks requests against, and refuses what is not in it', async () => {
    await on.start();
    const document = await on.started.api.get(`${API}/openapi.json`);
    const unknown = await on.started.api.get(`${API}/deployments?colour=red`);
    const tooMany = await on.started.api.get(`${API}/deployments?limit=5000`);
    const foreign = await on.started.api.get(`${API}/deployments?cursor=abc`);
    expect(Object.keys(document.body.paths)).toEqual(
      expect.arrayContaining([
        `${API}/deployments`,
        `${API}/operations`,
        `${API}/deployments/{id}/preflight`,
      ]),
    );
    expect([unknown.status, tooMany.status, foreign.status]).toEqual([
      400, 400, 400,
    ]);
    expect(foreign.body.error.message).toContain(
      'The cursor is not one of this server',
    );
  });

  it('lets nobody begin an upgrade under the permission to roll back', async () => {
    await on.start();
    const { version, expected } = on.body();
    const asked = await on.started.api
      .post(`${API}/deployments/${on.deployment.id}/preflight`)
      .send({ version, expected, type: 'upgrade' });
    const refused = await on.ask(on.body({ type: 'upgrade' }));

    // To look is another thing.
    expect([refused.status, asked.status]).toEqual([400, 200]);
    expect(refused.body.error.message).toContain('type');
  });
});
