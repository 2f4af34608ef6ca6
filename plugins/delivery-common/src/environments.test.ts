import { refuseEnvironmentName } from './environments';

const CONFIGURED = ['dev', 'qa', 'prod', 'demo1'];
const kind = { kind: 'preview', reserved: ['platform'], names: '[a-z].*' };
const refuse = (name: string) => refuseEnvironmentName(name, kind, CONFIGURED);

describe('the name of an environment that exists only in Git', () => {
  it.each(['a', 'try-1', 'qa-2', 'payments-rework', 'a'.repeat(40)])(
    '%s is fine',
    name => {
      expect(refuse(name)).toBeUndefined();
    },
  );

  it.each([
    ['', /no DNS label/],
    ['Try', /no DNS label/],
    ['-try', /no DNS label/],
    ['try-', /no DNS label/],
    ['tr.y', /no DNS label/],
    ['../try', /no DNS label/],
    ['a/b', /no DNS label/],
    ['a b', /U\+0020/],
    ['a\nb', /U\+000A/],
    ['{{.Values.x}}', /no DNS label/],
    ['$(id)', /no DNS label/],
    ['tеst', /U\+0435, which may look like another one/],
    ['try\u200b', /U\+200B/],
    ['a'.repeat(41), /has 41 characters; 40 are the most/],
    ['qa', /is configured already/],
    ['QA', /is configured already/],
    ['Prod', /is configured already/],
    ['pr0d', /looks like prod, which is configured/],
    ['demol', /looks like demo1/],
    ['d-e-v', /looks like dev/],
    ['kube-system', /is reserved/],
    ['con', /is reserved/],
    ['platform', /is reserved/],
    ['1-try', /does not match \[a-z\]\.\*/],
  ])('%j is refused with a sentence', (name, sentence) => {
    expect(refuse(name)).toMatch(sentence);
    expect(refuse(name)).toMatch(/^The environment ".*\.$/s);
  });

  it('has to match the pattern of its kind as a whole', () => {
    const strict = { ...kind, names: 'pr-[0-9]+|try' };
    const of = (name: string) => refuseEnvironmentName(name, strict, []);
    expect(of('pr-7')).toBeUndefined();
    expect(of('try')).toBeUndefined();
    expect(of('my-pr-7')).toMatch(/does not match/);
    expect(of('pr-7a')).toMatch(/does not match/);
    expect(of('tryout')).toMatch(/does not match/);
  });
});
