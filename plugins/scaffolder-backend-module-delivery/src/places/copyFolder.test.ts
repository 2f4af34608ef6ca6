import type { DeploymentFiles } from '@slipway/backstage-plugin-delivery-common';
import { copyFolder, type CopyOptions } from './copyFolder';

function copied(
  files: Record<string, string>,
  options: Partial<CopyOptions> = {},
) {
  const source: DeploymentFiles = {
    ...{ deploymentId: 'a', repository: 'gitops', commit: 'c'.repeat(40) },
    path: 'swarm/prod/acme/web',
    files: Object.entries(files).map(([path, text]) => ({
      ...{ path, text, size: text.length },
    })),
  };
  const result = copyFolder(source, {
    ...{ folder: 'swarm/prod/initech/web', rewritten: [], values: [] },
    ...{ leaveOut: [], renaming: { names: [], hosts: [] } },
    ...{ ownHosts: new Set(['web.acme.example']), ...options },
  });
  const texts = Object.fromEntries(
    result.files.map(({ path, text }) => [path.split('/').pop(), text]),
  );
  return { ...result, texts };
}

const ACME = { names: [{ from: 'acme', to: 'initech' }], hosts: [] };

describe('the copy of a folder', () => {
  it('scales a stack, service by service, and leaves all else', () => {
    const text =
      'services:\n  web:\n    image: r/web:1.0.0 # ci\n    deploy:\n      replicas: 3 # three\n  job:\n    image: r/job:1.0.0\n';

    expect(copied({ 'compose.yaml': text }, { replicas: 1 }).texts).toEqual({
      'compose.yaml': text.replace('replicas: 3', 'replicas: 1'),
    });
  });

  it('scales a job of Nomad', () => {
    const text =
      'replicas    = 3 # three\nenv = { replicas = 3 }\nversion = "3"\n';
    const job = 'job "a" {\n  group "g" {\n    count = 3 // three\n  }\n}\n';
    expect(copied({ 'a.nomad': job }, { replicas: 1 }).texts).toEqual({
      'a.nomad': job.replace('= 3', '= 1'),
    });

    expect(copied({ 'variables.hcl': text }, { replicas: 1 }).texts).toEqual({
      'variables.hcl': text.replace('= 3 # three', '= 1 # three'),
    });
  });

  it('answers to host names of its own', () => {
    const { texts, renamed, taken } = copied(
      {
        'compose.yaml':
          'services:\n  web:\n    image: registry.acme.example/web:1.0.0\n    labels:\n      - slipway.tenant=acme\n      - r.rule=Host(`web.acme.example`)\n',
      },
      { renaming: ACME },
    );

    expect(texts['compose.yaml']).toBe(
      'services:\n  web:\n    image: registry.acme.example/web:1.0.0\n    labels:\n      - slipway.tenant=initech\n      - r.rule=Host(`web.initech.example`)\n',
    );
    expect(renamed).toEqual(['web.acme.example becomes web.initech.example']);
    expect(taken).toEqual([]);
  });

  it('says which host names would be answered to twice, after all values are set', () => {
    const files = { 'values.yaml': 'ingress:\n  host: www.example.org\n' };
    const value = {
      ...{ file: 'values.yaml', path: 'ingress.host' },
      value: 'other.example.org',
    };

    expect(copied(files, { renaming: ACME }).taken).toEqual([
      'www.example.org',
    ]);
    expect(copied(files, { values: [value] }).taken).toEqual([]);
  });

  it.each([
    ['file://../../../../charts/service', 'file://../../../charts/service'],
    ['"file://../../../../../x"', '"file://../../../../../x"'],
    ['file://./own', 'file://./own'],
    ['https://charts.example.org/../x', 'https://charts.example.org/../x'],
  ])('finds %s of the repository from its own folder', (before, after) => {
    const chart = (at: string) =>
      `dependencies:\n  - name: service\n    repository: ${at} # ours\n`;
    const { texts } = copied(
      { 'Chart.yaml': chart(before) },
      { folder: 'qa/initech/web' },
    );

    expect(texts['Chart.yaml']).toBe(chart(after));
  });
});
