import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';
import { CustomResourceJudge } from './customResourceProblems';

function project(spec: object) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'shop' },
    spec,
  };
}

describeWithEngine(
  'CustomResourceJudge',
  () => CustomResourceJudge.missing(),
  () => {
    let judge: CustomResourceJudge;

    beforeAll(() => {
      judge = CustomResourceJudge.create();
    });

    it('says nothing against an object that is right', () => {
      const right = project({ sourceRepos: ['https://git.example.org/a'] });

      expect(judge.knows(right)).toBe(true);
      expect(judge.problems(right)).toEqual([]);
    });

    it('names a field that is misspelled, and one of another type', () => {
      expect(
        judge.problems(project({ sourceRepo: [], destinations: 'all' })),
      ).toEqual([
        expect.stringContaining('sourceRepo'),
        expect.stringContaining('/spec/destinations must be array'),
      ]);
    });

    it('does not call well what it does not know', () => {
      const other = { ...project({}), kind: 'Rollout' };

      expect(judge.knows(other)).toBe(false);
      expect(judge.problems(other)).toEqual([
        'argoproj.io/v1alpha1 Rollout is not defined',
      ]);
    });
  },
);
