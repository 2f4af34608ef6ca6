import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { TEMPLATES, readTemplate } from './readTemplate';

/** A template is a folder with a template.yaml, or a file beside those it shares parts with. */
const files = readdirSync(TEMPLATES, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) => {
    const inside = readdirSync(join(TEMPLATES, name));
    return inside.includes('template.yaml')
      ? [`${name}/template.yaml`]
      : inside
          .filter(file => file.endsWith('.yaml'))
          .map(file => `${name}/${file}`);
  })
  .sort();

function nameOf(file: string): string {
  const name = basename(file, '.yaml');
  return name === 'template' ? basename(dirname(file)) : name;
}

describe('templates', () => {
  it('are all listed, and nothing else is', () => {
    const { spec } = load(
      readFileSync(join(TEMPLATES, 'all.yaml'), 'utf8'),
    ) as { spec: { targets: string[] } };

    expect(files).not.toEqual([]);
    expect([...spec.targets].sort()).toEqual(
      files.map(file => `./${file}`).sort(),
    );
  });

  it.each(files)('%s is called like its folder or file', file => {
    expect(readTemplate(join(TEMPLATES, file)).template).toMatchObject({
      kind: 'Template',
      metadata: { name: nameOf(file) },
    });
  });

  it.each(files)(
    '%s is read without keys that the catalog does not merge',
    file => {
      expect(readFileSync(join(TEMPLATES, file), 'utf8')).not.toContain('<<:');
    },
  );

  it('are read with every file beside them, hidden ones too', () => {
    const { directoryContents } = readTemplate(
      join(TEMPLATES, 'gitops-repository', 'template.yaml'),
    );
    const paths = directoryContents.map(({ path }) => path);

    expect(paths).toContain('skeleton/base/.gitignore');
    expect(paths).toContain('template.yaml');
  });
});
