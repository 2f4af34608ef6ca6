import { applyLines } from './applyLines';

const FOLDER = {
  path: 'dev/orders',
  files: [{ path: 'values.yaml', text: 'a: 1\nb: 2\n', size: 10 }],
};
const change = (before: string) => [
  {
    path: 'dev/orders/values.yaml',
    lines: [{ line: 2, before, after: 'b: 3' }],
  },
];

describe('applyLines', () => {
  it('replaces the lines and nothing else', () => {
    expect(applyLines(FOLDER, change('b: 2'))).toEqual([
      { path: 'dev/orders/values.yaml', text: 'a: 1\nb: 3\n' },
    ]);
  });

  it('refuses a line that is another one by now', () => {
    expect(() => applyLines(FOLDER, change('b: 9'))).toThrow(
      /was changed while/,
    );
    expect(() => applyLines({ ...FOLDER, files: [] }, change('b: 2'))).toThrow(
      /was changed while/,
    );
  });
});
