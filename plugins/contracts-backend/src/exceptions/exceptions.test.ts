import type {
  ContractException,
  ContractsPage,
} from '@slipway/backstage-plugin-contracts-common';
import {
  apiEntity,
  deployment,
  eventually,
  startContracts,
  type StartedContracts,
} from '../__testUtils__/startContracts';
import { contractRow } from '../__testUtils__/landscape';
import { applyExceptions, exceptionForConsumer } from './applyExceptions';

jest.setTimeout(30_000);

const API = '/api/contracts/v1';
const soon = () => new Date(Date.now() + 86_400_000).toISOString();
const block = (more: object = {}) => ({
  ...{ kind: 'block', consumer: 'component:default/batch' },
  ...{ owner: 'group:default/team-a', reason: 'It is gone by Friday.' },
  ...{ expiresAt: soon(), ...more },
});

describe('exceptions', () => {
  let started: StartedContracts;
  const schema = (...values: string[]) =>
    JSON.stringify({ title: 'Order', properties: { a: { enum: values } } });
  const post = (path: string, body: object) =>
    started.api.post(`${API}${path}`).send(body);
  const canI = async () =>
    (
      await post('/can-i', {
        ...{ component: 'component:default/orders', version: '2.0.0' },
        ...{ environment: 'prod', action: 'promote' },
      }).expect(200)
    ).body;

  beforeAll(async () => {
    started = await startContracts({
      entities: [
        apiEntity('order', { type: 'json-schema', providers: ['orders'] }),
      ],
      deployments: [deployment('batch', '1.0.0', 'prod')],
    });
    await started.until<ContractsPage>(
      '/contracts',
      page => page.totalItems === 1,
    );
    const versions = '/contracts/api/default/order/versions';
    await post(versions, { version: '1.0.0', document: schema('x', 'y') });
    await post(versions, { version: '2.0.0', document: schema('x') });
    await post('/consumers/component/default/batch/versions', {
      version: '1.0.0',
      needs: 'needs: [{ contract: order, builtAgainst: 1.0.0 }]',
    }).expect(201);
  });

  afterAll(async () => {
    await started.backend.stop();
  });

  it('let a named consumer break, until they are ended', async () => {
    expect((await canI()).answer).toBe('blocked');
    const made = await post('/exceptions', block()).expect(201);
    expect(made.body).toMatchObject({ createdBy: 'user:default/mock' });

    const excused = await canI();
    expect(excused.answer).toBe('allowed');
    expect(excused.findings[0].exception).toMatchObject({
      owner: 'group:default/team-a',
    });
    const { body } = await started.api.get(`${API}/exceptions`).expect(200);
    expect(body.items).toHaveLength(1);

    await started.api.delete(`${API}/exceptions/${made.body.id}`).expect(200);
    await started.api.delete(`${API}/exceptions/${made.body.id}`).expect(404);
    expect((await canI()).answer).toBe('blocked');
  });

  it('judge again what was judged before they were made, and after they end', async () => {
    const latest = async () => {
      const { body } = await started.api
        .get(`${API}/contracts/api/default/order/versions`)
        .expect(200);
      return body.items[0].judgement;
    };
    const before = await latest();
    const { body: compared } = await started.api
      .get(`${API}/contracts/api/default/order/compare?from=1.0.0&to=2.0.0`)
      .expect(200);
    const made = await post('/exceptions', {
      ...block({ consumer: undefined, kind: 'rule', verdict: 'risky' }),
      ...{ rule: compared.changes[0].rule, scope: 'api:default/order' },
    }).expect(201);
    const during = await eventually(async () => {
      const judged = await latest();
      return judged.verdict === 'risky' ? judged : undefined;
    }, 'another judgement');
    await started.api.delete(`${API}/exceptions/${made.body.id}`).expect(200);
    const after = await eventually(async () => {
      const judged = await latest();
      return judged.verdict === 'breaking' ? judged : undefined;
    }, 'the judgement of before');

    expect(before).toMatchObject({
      verdict: 'breaking',
      requiredBump: 'major',
    });
    expect(during.counts).toMatchObject({ breaking: 0, risky: 1 });
    expect(after).toEqual(before);
    expect(after).not.toHaveProperty('basis');
  });

  it('judge a rule otherwise, in its scope', async () => {
    const rule = 'json-schema-enum-value-removed';
    const made = await post('/exceptions', {
      ...{ kind: 'rule', rule, verdict: 'risky', scope: 'api:default/order' },
      ...{ owner: 'group:default/team-a', reason: 'Nobody sends y.' },
      expiresAt: soon(),
    }).expect(201);

    expect((await canI()).answer).toBe('allowed');
    const { body } = await started.api
      .get(`${API}/contracts/api/default/order/compare?from=1.0.0&to=2.0.0`)
      .expect(200);
    expect(body.changes).toContainEqual(
      expect.objectContaining({
        ...{ rule, verdict: 'risky' },
        exception: expect.objectContaining({ id: made.body.id }),
      }),
    );
    await started.api.delete(`${API}/exceptions/${made.body.id}`).expect(200);
  });

  it.each([
    [block({ expiresAt: '2020-01-01T00:00:00Z' }), 'within the next'],
    [
      block({ expiresAt: new Date(Date.now() + 5e10).toISOString() }),
      'within the next',
    ],
    [block({ consumer: undefined }), 'names the consumer'],
    [
      block({ kind: 'rule', rule: 'nothing', verdict: 'safe' }),
      "'nothing' is none",
    ],
  ])('are refused with a sentence: %#', async (body, message) => {
    const answer = await post('/exceptions', body).expect(400);
    expect(answer.body.error.message).toContain(message);
  });

  it('are refused without an owner and a reason', async () => {
    const nobody = await post('/exceptions', block({ owner: undefined }));
    const silent = await post('/exceptions', block({ reason: '' }));
    expect([nobody.status, silent.status]).toEqual([400, 400]);
  });
});

describe('which exception counts', () => {
  const contract = contractRow('a', 'p', { system: 'system:default/s' });
  const rule = (id: string, scope?: string): ContractException => ({
    ...{ id, kind: 'rule', rule: 'r', verdict: 'safe', owner: 'g', scope },
    ...{ reason: 'x', createdBy: 'u', createdAt: '', expiresAt: '' },
  });
  const change = {
    ...{ rule: 'r', verdict: 'breaking' as const, message: 'It changed.' },
  };
  const by = (...exceptions: ContractException[]) =>
    applyExceptions([change], contract, exceptions)[0].exception?.id;

  it('is the one of the contract before that of its system and that of all', () => {
    const all = rule('all');
    const system = rule('system', 'system:default/s');
    const own = rule('own', 'api:default/a');

    expect(by(all, system, own)).toBe('own');
    expect(by(all, system)).toBe('system');
    expect(by(all)).toBe('all');
    expect(by(rule('other', 'system:default/t'))).toBeUndefined();
  });

  it('leaves what is safe by its values as it is', () => {
    const safe = { ...change, verdict: 'safe' as const };
    const risky = { ...rule('x'), verdict: 'risky' as const };
    expect(applyExceptions([safe], contract, [risky])).toEqual([safe]);
  });

  it('of a block is that of the consumer and the environment', () => {
    const of = (more: Partial<ContractException>) =>
      exceptionForConsumer([{ ...rule('b'), kind: 'block', ...more }], {
        ...{ consumer: 'component:default/c', environment: 'prod', contract },
      });
    expect(of({ consumer: 'component:default/c' })).toBeDefined();
    expect(of({ consumer: 'component:default/d' })).toBeUndefined();
    expect(of({ environment: 'qa' })).toBeUndefined();
    expect(of({ scope: 'api:default/other' })).toBeUndefined();
  });
});
