import { ConfigReader } from '@backstage/config';
import { readActionsConfig } from './readActionsConfig';

const read = (scaffolder: object) =>
  readActionsConfig(new ConfigReader({ scaffolder } as never));

describe('readActionsConfig', () => {
  it('needs nothing', () => {
    expect(readActionsConfig(new ConfigReader({}))).toEqual({
      ...{
        reservedNames: [],
        tenantsFolder: undefined,
        namesFolder: undefined,
        plans: [],
        namesRepository: undefined,
      },
      sealing: { certificateUrls: [], clusters: [] },
      git: { remotes: [], allowFileRemotes: false },
    });
  });

  it('reads all that there is', () => {
    const config = read({
      delivery: {
        ...{ reservedNames: ['admin'], tenantsFolder: 'tenants/' },
        ...{ namesFolder: 'names', namesRepository: 'eu-1' },
        sealedSecrets: {
          certificateUrls: ['https://a.example.org/cert.pem'],
          clusters: [{ name: 'eu-1', certificateFile: '/cert.pem' }],
        },
      },
      git: {
        allowFileRemotes: true,
        remotes: [{ urlPrefix: 'https://git.example.org/' }],
      },
    });

    expect(config.tenantsFolder).toBe('tenants');
    expect(config.namesRepository).toBe('eu-1');
    expect(config.sealing.clusters).toEqual([
      expect.objectContaining({ name: 'eu-1', certificateFile: '/cert.pem' }),
    ]);
    expect(config.git.remotes).toHaveLength(1);
  });

  it.each([
    'https://git.example.org',
    'git.example.org/',
    'git@git.example.org:team/',
  ])('refuses the prefix %s, which other hosts may have, too', urlPrefix => {
    expect(() => read({ git: { remotes: [{ urlPrefix }] } })).toThrow(
      /must name protocol and host and go on with/,
    );
  });

  it('refuses a cluster with no certificate, or with two', () => {
    const cluster = (more: object) => () =>
      read({
        delivery: { sealedSecrets: { clusters: [{ name: 'a', ...more }] } },
      });
    expect(cluster({})).toThrow(/needs a certificateFile or/);
    expect(
      cluster({ certificateFile: '/a', certificateUrl: 'https://a/' }),
    ).toThrow(/and not both/);
  });
});
