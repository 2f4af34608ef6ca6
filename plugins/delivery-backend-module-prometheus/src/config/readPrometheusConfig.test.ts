import { ConfigReader } from '@backstage/config';
import { readPrometheusConfig } from './readPrometheusConfig';

function read(section: object) {
  return readPrometheusConfig(
    new ConfigReader({ delivery: { prometheus: section } } as never),
  );
}

const SERVER = { name: 'eu-1', url: 'https://prometheus.example.org/' };
const withServer = (server: object) => () =>
  read({ servers: [{ ...SERVER, ...server }] });

describe('readPrometheusConfig', () => {
  it('is empty when nothing is configured, but for the profiles that there are', () => {
    const config = readPrometheusConfig(new ConfigReader({}));

    expect(config.servers).toEqual([]);
    expect(config.allowRules).toBe(true);
    expect(config.profiles.map(({ id }) => id)).toContain('prom-client');
  });

  it('fills in what is not said', () => {
    const [server] = withServer({})().servers;

    expect(server).toMatchObject({
      ...{ name: 'eu-1', title: 'Prometheus eu-1', default: false },
      ...{ timeoutMs: 10_000, concurrency: 8, maxAnswerBytes: 20_000_000 },
      ...{ scrapeInterval: 15, links: [], alerts: true, simulated: false },
      labels: { namespace: '{namespace}', service: '{component}' },
      connection: {
        ...{ url: 'https://prometheus.example.org', headers: {} },
        skipTlsVerify: false,
      },
    });
  });

  it.each([
    ['30s', 30],
    ['PT1M', 60],
    [{ minutes: 2 }, 120],
    [{ seconds: 7.5 }, 7.5],
  ])('reads %j as a duration', (scrapeInterval, seconds) => {
    expect(withServer({ scrapeInterval })().servers[0].scrapeInterval).toBe(
      seconds,
    );
  });

  it('reads certificates as PEM or as base64 of PEM', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nAA==\n';

    const [{ connection }] = withServer({
      caData: Buffer.from(pem).toString('base64'),
      clientCertData: pem,
      clientKeyFile: '/key',
    })().servers;

    expect(connection).toMatchObject({
      ...{ ca: pem, clientCert: pem, clientKeyFile: '/key' },
    });
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'no name',
      () => read({ servers: [{ url: 'https://a' }] }),
      /servers\[0\]\.name/,
    ],
    [
      'an address of another kind',
      withServer({ url: 'ftp://a' }),
      /servers\[0\]\.url: must be an http or https URL/,
    ],
    [
      'a key that is not known',
      withServer({ urll: 'x' }),
      /servers\[0\]: .*urll/,
    ],
    [
      'a duration that is none',
      withServer({ timeout: 'soon' }),
      /servers\[0\]\.timeout: must be a duration/,
    ],
    [
      'a name that no label has',
      withServer({ labels: { 'a-b': 'x' } }),
      /servers\[0\]\.labels/,
    ],
    [
      'a placeholder that is not known',
      withServer({ labels: { a: '{pod}' } }),
      /servers\[0\]\.labels\.a.*\{pod\} is not known|servers\[0\]\.labels\.a/,
    ],
    [
      'a tenant that is not known',
      withServer({ headers: { 'X-Scope-OrgID': '{team}' } }),
      /headers\.X-Scope-OrgID: \{team\} is not known/,
    ],
    [
      'two ways to sign in',
      withServer({ token: 'a', username: 'b' }),
      /servers\[0\]: there can be only one of/,
    ],
    [
      'a certificate without its key',
      withServer({ clientCertFile: '/a' }),
      /servers\[0\]: a client certificate needs its key/,
    ],
    [
      'an Alertmanager without an address',
      withServer({ alertmanager: {} }),
      /servers\[0\]\.alertmanager\.url/,
    ],
    [
      'two servers of one name',
      () => read({ servers: [SERVER, SERVER] }),
      /servers: there are two named eu-1/,
    ],
    [
      'two defaults',
      () =>
        read({
          servers: [
            { ...SERVER, default: true },
            { ...SERVER, name: 'b', default: true },
          ],
        }),
      /only one of them can be the default/,
    ],
    [
      'a profile that hides another',
      () =>
        read({
          profiles: [
            {
              ...{ id: 'istio', title: 'x' },
              requests: [{ metric: 'a', errors: { label: 'b', matches: 'c' } }],
            },
          ],
        }),
      /profiles: there are two named istio/,
    ],
    [
      'a profile without anything',
      () => read({ profiles: [{ id: 'a', title: 'x' }] }),
      /profiles\[0\]: must have requests or lines/,
    ],
    [
      'a metric of no possible name',
      () =>
        read({
          profiles: [
            {
              ...{ id: 'a', title: 'x' },
              requests: [
                { metric: 'a{', errors: { label: 'b', matches: 'c' } },
              ],
            },
          ],
        }),
      /profiles\[0\]\.requests\[0\]\.metric: "a\{" cannot be the name of a metric/,
    ],
    [
      'a line that is of no deployment',
      () =>
        read({
          profiles: [
            {
              ...{ id: 'a', title: 'x' },
              lines: [
                {
                  ...{ family: 'a', id: 'a', title: 'A', query: 'sum(a)' },
                  group: { id: 'a', title: 'A', unit: 'count' },
                },
              ],
            },
          ],
        }),
      /profiles\[0\]\.lines\[0\]\.query: must have \$selector/,
    ],
  ])('refuses %s, and names the key', (_, reading, message) => {
    expect(reading).toThrow(message);
    expect(reading).toThrow(/^delivery\.prometheus\.|^InputError: delivery/);
  });
});
