import { startContracts } from '../__testUtils__/startContracts';

jest.setTimeout(30_000);

const API = '/api/contracts/v1';

describe('openApiDocument', () => {
  it('is served, checks requests, and refuses what is not in it', async () => {
    const { api, backend } = await startContracts({ entities: [] });
    const document = await api.get(`${API}/openapi.json`);
    const unknown = await api.get(`${API}/contracts?colour=red`);
    const tooMany = await api.get(`${API}/contracts?limit=5000`);
    const foreign = await api.get(`${API}/contracts?cursor=abc`);
    const half = await api.get(`${API}/matrix?environment=prod&version=1`);
    await backend.stop();

    expect(Object.keys(document.body.paths)).toEqual(
      expect.arrayContaining([
        `${API}/contracts`,
        `${API}/compare`,
        `${API}/can-i`,
        `${API}/contracts/{kind}/{namespace}/{name}/versions/{version}`,
      ]),
    );
    const answers = [unknown, tooMany, foreign, half];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(foreign.body.error.message).toContain('not one that was given out');
  });
});
