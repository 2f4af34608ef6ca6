import { ConfigReader } from '@backstage/config';
import { readFormsSettings } from './readFormsSettings';

const read = (data: object) =>
  readFormsSettings(new ConfigReader(data as never));

describe('readFormsSettings', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({
      ...{ repositories: [], hostSuffixes: [], sealingClusters: [] },
      plans: [],
    });
  });

  it('reads what forms show, and no credentials', () => {
    const settings = read({
      scaffolder: {
        delivery: {
          hostSuffixes: ['.shop.example.org'],
          sealedSecrets: {
            clusters: [{ name: 'eu-1', certificateFile: '/cert.pem' }],
          },
        },
        git: {
          remotes: [
            {
              ...{ urlPrefix: 'https://git.example.org/team/' },
              ...{ hosting: 'gitea', credentials: { password: 'a word' } },
            },
          ],
        },
      },
      delivery: {
        tenants: {
          plans: {
            small: {
              ...{ title: 'Small', cpu: 4, memory: '8Gi' },
              price: { perMonth: 412, currency: 'EUR' },
            },
            free: {},
          },
          priceList: { name: "the platform's", date: '2026-11-01' },
        },
      },
    });

    expect(settings).toEqual({
      repositories: [
        { urlPrefix: 'https://git.example.org/team/', hosting: 'gitea' },
      ],
      ...{ hostSuffixes: ['shop.example.org'], sealingClusters: ['eu-1'] },
      plans: [
        {
          ...{ name: 'small', title: 'Small', cpu: '4', memory: '8Gi' },
          price: { perMonth: 412, currency: 'EUR' },
        },
        { name: 'free', title: 'free' },
      ],
      priceList: { name: "the platform's", date: '2026-11-01' },
    });
    expect(JSON.stringify(settings)).not.toContain('a word');
  });

  it('knows what serves a repository from an integration for its host', () => {
    const settings = read({
      integrations: {
        gitea: [{ host: 'localhost:3001', baseUrl: 'http://localhost:3001' }],
      },
      scaffolder: {
        git: {
          remotes: [
            { urlPrefix: 'http://localhost:3001/retail/' },
            { urlPrefix: 'https://elsewhere.example.org/' },
          ],
        },
      },
    });

    expect(settings.repositories).toEqual([
      { urlPrefix: 'http://localhost:3001/retail/', hosting: 'gitea' },
      { urlPrefix: 'https://elsewhere.example.org/' },
    ]);
  });

  it.each([
    [
      { scaffolder: { delivery: { hostSuffixes: ['not a domain'] } } },
      /'not a domain' is no domain/,
    ],
    [
      {
        scaffolder: {
          git: { remotes: [{ urlPrefix: 'https://a/', hosting: 'svn' }] },
        },
      },
      /'svn' is no hosting/,
    ],
    [
      {
        delivery: {
          tenants: {
            plans: { a: { price: { perMonth: 1, currency: 'euro' } } },
          },
        },
      },
      /'euro' is no currency/,
    ],
    [
      {
        delivery: {
          tenants: {
            plans: { a: { price: { perMonth: 1, currency: 'EUR' } } },
          },
        },
      },
      /say under delivery\.tenants\.priceList whose they are and of when/,
    ],
    [
      { delivery: { tenants: { priceList: { name: 'x', date: 'today' } } } },
      /'today' is no day/,
    ],
  ])('refuses %j', (data, sentence) => {
    expect(() => read(data)).toThrow(sentence);
  });
});
