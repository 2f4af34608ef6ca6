import { isOwnTemplate } from './isOwnTemplate';

const template = (...actions: unknown[]) => ({
  ...{ apiVersion: 'scaffolder.backstage.io/v1beta3', kind: 'Template' },
  metadata: { name: 'a' },
  spec: { steps: actions.map(action => ({ action })) as never },
});

describe('a template', () => {
  it.each([
    [['fetch:template', 'delivery:deployment:create'], true],
    [['contracts:publish'], true],
    [['git:publish'], true],
    [['fetch:template', 'publish:github', 'catalog:register'], false],
    [['my:delivery:x', 7, undefined], false],
    [[], false],
  ])(
    'with the steps %j says beforehand what it commits: %s',
    (actions, own) => {
      expect(isOwnTemplate(template(...actions))).toBe(own);
    },
  );

  it('without steps says nothing', () => {
    expect(isOwnTemplate({ ...template(), spec: undefined })).toBe(false);
  });
});
