import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { TEMPLATES, readTemplate } from './readTemplate';

const folders = readdirSync(TEMPLATES, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
  .sort();

describe('templates', () => {
  it('are all listed, and nothing else is', () => {
    const { spec } = load(
      readFileSync(join(TEMPLATES, 'all.yaml'), 'utf8'),
    ) as { spec: { targets: string[] } };

    expect(folders).not.toEqual([]);
    expect([...spec.targets].sort()).toEqual(
      folders.map(name => `./${name}/template.yaml`).sort(),
    );
  });

  it.each(folders)('%s is called like its folder', name => {
    const file = join(TEMPLATES, name, 'template.yaml');

    expect(existsSync(file)).toBe(true);
    expect(readTemplate(file).template).toMatchObject({
      kind: 'Template',
      metadata: { name },
    });
  });

  it('are read with every file beside them, hidden ones too', () => {
    const { directoryContents } = readTemplate(
      join(TEMPLATES, 'gitops-repository', 'template.yaml'),
    );
    const paths = directoryContents.map(({ path }) => path);

    expect(paths).toContain('skeleton/base/.gitignore');
    expect(paths).toContain('template.yaml');
  });
});
