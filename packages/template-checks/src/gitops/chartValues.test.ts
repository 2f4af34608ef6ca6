import { ChartError, describeWithTools, lintChart } from '..';
import { CHART, PLACE, IMAGE, EVERYTHING } from './serviceChart';

const lint = (values: string) => () => lintChart(CHART, { ...PLACE, values });

describeWithTools('charts/service: values', ['helm'], () => {
  describe('values', () => {
    it.each([
      ['a misspelled key', `${IMAGE}replica: 2\n`, 'replica'],
      [
        'a misspelled key inside',
        `${IMAGE}ingress: { enable: true }\n`,
        'enable',
      ],
      [
        'a number for a version',
        'image: { repository: web, tag: 1.2 }\n',
        'tag',
      ],
      ['no version', 'image: { repository: web }\nreplicas: 1\n', 'tag'],
      [
        'a tag within the repository',
        'image: { repository: "web:1", tag: "1" }\n',
        'repository',
      ],
      [
        'an ingress without a host name',
        `${IMAGE}ingress: { enabled: true }\n`,
        'host',
      ],
      [
        'a database without a secret',
        `${IMAGE}postgresql: { enabled: true }\n`,
        'secretName',
      ],
      ['root', `${IMAGE}runAsUser: 0\n`, 'runAsUser'],
      [
        'a strategy that there is not',
        `${IMAGE}rollout: { strategy: canary }\n`,
        'strategy',
      ],
      [
        'an objective of 100 percent',
        `${IMAGE}slo: { availability: 100 }\n`,
        'availability',
      ],
      [
        'a plain value for a sealed one',
        `${IMAGE}sealedSecrets: [{ name: a, encryptedData: { b: "not sealed" } }]\n`,
        'encryptedData',
      ],
    ])('are refused with %s, and the key is named', (_, values, key) => {
      expect(lint(values)).toThrow(ChartError);
      expect(lint(values)).toThrow(key);
    });

    it('pass when they are right', () => {
      expect(lint(IMAGE + EVERYTHING)).not.toThrow();
    });
  });
});
