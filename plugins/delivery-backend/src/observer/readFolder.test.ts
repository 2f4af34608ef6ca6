import { helmValues } from '../__testUtils__/GitFixture';
import { builtinFormats } from '../formats';
import { isReadFile, readFolder } from './readFolder';

const formats = builtinFormats();

function read(files: Record<string, string>, illegible?: string[]) {
  const list = Object.entries(files).map(([name, text]) => ({ name, text }));
  return readFolder(formats, list, 'payments', illegible);
}

const image = (repository: string, tag: string) =>
  `image:\n  repository: r.example.org/${repository}\n  tag: "${tag}"\n`;
const nested = (...images: [string, string][]) =>
  images
    .map(
      ([name, tag], index) =>
        `part${index}:\n  image:\n    repository: r/${name}\n    tag: "${tag}"\n`,
    )
    .join('');

const slo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: availability }
spec:
  service: payments
  indicator: { metadata: { name: x }, spec: { ratioMetric: {} } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

describe('files that are read', () => {
  it.each([
    ...['values.yaml', 'Chart.yaml', 'kustomization.yaml', 'delivery.yml'],
    ...['catalog-info.yaml', 'slo.yaml', 'openslo.yml', 'checkout.slo.yaml'],
  ])('include %s', name => {
    expect(isReadFile(formats, name)).toBe(true);
  });

  it.each(['README.md', 'a/slo.yaml', 'a/delivery.yaml', 'slow.yamlx', ''])(
    'do not include %p',
    name => {
      expect(isReadFile(formats, name)).toBe(false);
    },
  );
});

describe('readFolder', () => {
  it('finds the version, where it stands, and nothing wrong', () => {
    const reading = read({ 'values.yaml': helmValues('2.4.0') });
    expect(reading).toMatchObject({
      ...{ version: '2.4.0', format: 'helm', problems: [], bans: [] },
      site: { file: 'values.yaml', carrier: 'image' },
    });
  });

  it('takes the image that is called like the component among several', () => {
    const files = {
      'values.yaml': nested(['payments', '2.4.0'], ['envoy', '1.30']),
    };
    expect(read(files)).toMatchObject({ version: '2.4.0', problems: [] });
  });

  it('goes by the name that delivery.yaml gives', () => {
    const files = {
      'values.yaml': nested(['payments', '2.4.0'], ['envoy', '1.30']),
      'delivery.yaml': 'component: envoy\n',
    };
    expect(read(files)).toMatchObject({ version: '1.30', component: 'envoy' });
  });

  it('takes an image before a chart', () => {
    const files = {
      'values.yaml': image('pay', '2.4.0'),
      'Chart.yaml': 'name: x\ndependencies: [{name: lib, version: 9.0.0}]\n',
    };
    expect(read(files).version).toBe('2.4.0');
    expect(read({ 'Chart.yaml': files['Chart.yaml'] }).version).toBe('9.0.0');
  });

  it('does not guess between several, and names each with how to choose', () => {
    const { version, problems } = read({
      'values.yaml': nested(['a', '1.0'], ['b', '2.0']),
    });
    expect(version).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'ambiguous-version' }]);
    expect(problems[0].message).toMatch(
      /part0\.image\.tag = 1\.0 .*part1\.image\.tag = 2\.0 .*delivery\.yaml/,
    );
  });

  it('takes the one that delivery.yaml pins', () => {
    const pin = 'version: { file: values.yaml, path: part1.image.tag }\n';
    const files = { 'values.yaml': nested(['a', '1.0'], ['b', '2.0']) };
    expect(read({ ...files, 'delivery.yaml': pin }).version).toBe('2.0');
  });

  it('says that a pin points nowhere, rather than taking another place', () => {
    const { version, problems } = read({
      'values.yaml': image('payments', '1.0'),
      'delivery.yaml': 'version: { file: values.yaml, path: image.version }\n',
    });
    expect(version).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'no-version' }]);
    expect(problems[0].message).toContain(
      'at image.version, but there is none',
    );
  });

  it.each([
    ['too long', '1'.repeat(129)],
    ['with control characters', '1\\u0007'],
  ])('does not take a text %s for a version', (_, tag) => {
    const { version, problems } = read({ 'values.yaml': image('p', tag) });
    expect(version).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'unreadable' }]);
    expect(problems[0].message).toContain('what cannot be a version');
  });

  it('says what to do about a folder without a version', () => {
    const { problems } = read({ 'values.yaml': 'replicas: 3\n' });
    expect(problems).toMatchObject([{ code: 'no-version' }]);
    expect(problems[0].message).toMatch(/Add one, or exclude the folder/);
  });

  it('does not claim that there is no version where a file could not be read', () => {
    const { problems } = read({ 'Chart.yaml': 'name: x\n' }, ['values.yaml']);
    expect(problems.map(({ code }) => code)).toEqual(['unreadable']);
    expect(problems[0].message).toContain('values.yaml is no text');
  });

  it('keeps what delivery.yaml says when a manifest is broken', () => {
    const reading = read({
      'values.yaml': 'image: {tag: "1\n',
      'delivery.yaml': 'component: cart\nhold: { version: 1.0.0, by: a }\n',
    });
    expect(reading).toMatchObject({
      ...{ component: 'cart', hold: { version: '1.0.0' } },
      problems: [{ code: 'unreadable' }],
    });
  });

  it('reads objectives beside the version', () => {
    const reading = read({
      'values.yaml': image('p', '1.0'),
      'slo.yaml': slo,
    });
    expect(reading.slos).toMatchObject([{ objective: 0.999 }]);
    expect(reading.problems).toEqual([]);
  });

  it('keeps the other objectives and the version when one file is wrong', () => {
    const reading = read({
      'values.yaml': image('p', '1.0'),
      'a.slo.yaml': slo.replace('0.999', '99.9'),
      'b.slo.yaml': slo,
      'c.slo.yaml': 'kind: [',
    });
    expect(reading.version).toBe('1.0');
    expect(reading.slos).toHaveLength(1);
    expect(reading.problems.map(({ code }) => code)).toEqual([
      ...['bad-objective', 'bad-objective'],
    ]);
    expect(reading.problems[0].message).toMatch(/^a\.slo\.yaml: /);
  });
});
