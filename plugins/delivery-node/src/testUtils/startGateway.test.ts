import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGateway, type Gateway } from './startGateway';
import { until } from './until';

describe('startGateway', () => {
  let upstream: Server;
  let gateway: Gateway;
  let openStreams = 0;

  beforeEach(async () => {
    upstream = createServer(async (request, response) => {
      if (request.url === '/stream') {
        openStreams++;
        response.on('close', () => openStreams--);
        response.write('first\n');
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      response.writeHead(418, { 'x-method': request.method ?? '' });
      response.end(`${request.headers.authorization} ${Buffer.concat(chunks)}`);
    });
    upstream.listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const { port } = upstream.address() as AddressInfo;
    gateway = await startGateway({ url: `http://127.0.0.1:${port}` });
  });

  afterEach(async () => {
    await gateway.stop();
    upstream.close();
    upstream.closeAllConnections();
  });

  it('passes requests and answers on as they are, and counts them', async () => {
    const response = await fetch(`${gateway.url}/thing`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer a' },
      body: 'text',
    });

    expect(response.status).toBe(418);
    expect(response.headers.get('x-method')).toBe('PATCH');
    expect(await response.text()).toBe('Bearer a text');
    expect(gateway.requests()).toBe(1);
  });

  it('breaks streams when it falls silent, and is found at the same address again', async () => {
    const response = await fetch(`${gateway.url}/stream`);
    const reader = response.body!.getReader();
    await reader.read();

    await gateway.silence();
    await expect(reader.read()).rejects.toThrow();
    await expect(fetch(gateway.url)).rejects.toThrow();
    await until('the upstream is left', () => openStreams === 0);
    await gateway.restore();

    expect((await fetch(gateway.url)).status).toBe(418);
  });

  it('may be restored when it is not silent', async () => {
    await gateway.restore();

    expect((await fetch(gateway.url)).status).toBe(418);
  });
});
