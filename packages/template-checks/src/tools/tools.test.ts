import { findTool, missingTool } from './findTool';
import { runTool, toolEnv } from './runTool';

describe('tools', () => {
  it('finds what is on the path', () => {
    expect(findTool('sh')).toMatch(/\/sh$/);
    expect(missingTool('sh')).toBeUndefined();
  });

  it('says how to get what is missing', () => {
    expect(missingTool('no-such-tool')).toBe(
      'there is no no-such-tool on the path',
    );
    expect(() => runTool('no-such-tool', [])).toThrow('no-such-tool');
  });

  it('gives what a program wrote, apart from what it said beside that', () => {
    const script = 'read line; echo "got $line"; echo oh >&2; exit 3';

    expect(runTool('sh', ['-c', script], { input: 'this\n' })).toEqual({
      ok: false,
      text: 'got this\n',
      message: 'oh\n',
    });
  });

  it('passes nothing of the surroundings but what programs need', () => {
    process.env.SLIPWAY_CHECK_SECRET = 'x';

    const { text } = runTool('sh', ['-c', 'env']);

    delete process.env.SLIPWAY_CHECK_SECRET;
    expect(text).not.toContain('SLIPWAY_CHECK_SECRET');
    expect(text).toContain(`HOME=${toolEnv().HOME}`);
  });
});
