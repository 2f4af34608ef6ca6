import { openapiFormat } from './openapiFormat';

const document = JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Payments', version: '2.1.0' },
  paths: {
    '/payments': {
      get: {
        summary: 'Lists payments',
        parameters: [
          {
            ...{ name: 'status', in: 'query', schema: { type: 'string' } },
            ...{ deprecated: true, description: 'Use GET /search.' },
            'x-sunset': '2027-01-31',
          },
        ],
        responses: { 200: { description: 'Payments' } },
      },
    },
    '/old': {
      get: { deprecated: true, responses: { 200: { description: 'Old' } } },
    },
  },
});

describe('the outline of an API', () => {
  it('names operations and parameters, and what is going away until when', async () => {
    const outline = openapiFormat.outline(await openapiFormat.parse(document));

    expect(outline).toMatchObject({ title: 'Payments', version: '2.1.0' });
    expect(outline.elements).toEqual([
      {
        ...{ operation: 'GET /payments', kind: 'operation' },
        title: 'Lists payments',
      },
      {
        ...{ operation: 'GET /payments', field: 'status' },
        ...{ kind: 'query parameter', deprecated: true },
        ...{ advice: 'Use GET /search.', sunset: '2027-01-31' },
      },
      { operation: 'GET /old', kind: 'operation', deprecated: true },
    ]);
  });
});
