import { describeWithTools } from '../tools/findTool';
import { RenderedRepository } from '../scaffolder/RenderedRepository';
import { hclProblem, terraformFormatProblems } from './checkHcl';

describeWithTools('hclProblem', ['hclfmt'], () => {
  it('says nothing of what can be read', () => {
    expect(
      hclProblem('job "web" {\n  count = var.replicas\n}\n'),
    ).toBeUndefined();
  });

  it('names the line of what cannot', () => {
    expect(hclProblem('job "web" {\n  count = \n}\n')).toMatch(/2/);
  });
});

describeWithTools('terraformFormatProblems', ['terraform'], () => {
  it.each([
    ['a file in order', 'a = 1\nbb = 2\n'.replace('a =', 'a  ='), 0],
    ['a file that would change', 'a=1\n', 1],
  ])('sees %s', (_, text, count) => {
    const folder = RenderedRepository.create([['x/main.tf', text]]).write();
    try {
      expect(terraformFormatProblems(folder.root)).toHaveLength(count);
    } finally {
      folder.dispose();
    }
  });
});
