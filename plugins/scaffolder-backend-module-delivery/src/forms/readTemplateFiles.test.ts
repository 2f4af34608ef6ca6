import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { readTemplateFiles } from './readTemplateFiles';

function template(location?: string, source?: string) {
  return {
    ...{ apiVersion: 'scaffolder.backstage.io/v1beta3', kind: 'Template' },
    metadata: {
      name: 'orders',
      annotations: {
        ...(location && { 'backstage.io/managed-by-location': location }),
        ...(source && { 'backstage.io/source-location': source }),
      },
    },
  };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the files of a template', () => {
  const reader = mockServices.urlReader.mock();

  it('are those of the folder that its file lies in', async () => {
    const root = mkdtempSync(join(tmpdir(), 'slipway-template-'));
    mkdirSync(join(root, 'skeleton/deep'), { recursive: true });
    writeFileSync(join(root, 'template.yaml'), 'kind: Template\n');
    writeFileSync(join(root, 'skeleton/deep/a.njk'), 'a\n');
    symlinkSync('/etc/hostname', join(root, 'skeleton/link'));

    const files = await readTemplateFiles(
      template(`file:${join(root, 'template.yaml')}`),
      reader,
    );
    expect(files).toHaveLength(2);
    expect(files).toEqual(
      expect.arrayContaining([
        { path: 'template.yaml', base64Content: base64('kind: Template\n') },
        { path: 'skeleton/deep/a.njk', base64Content: base64('a\n') },
      ]),
    );
  });

  it('are read by an integration where it comes from a repository', async () => {
    reader.readTree.mockResolvedValueOnce({
      files: async () => [
        { path: 'skeleton/a', content: async () => Buffer.from('a') },
      ],
    } as never);

    const files = await readTemplateFiles(
      template(
        'url:https://git.example.org/t/template.yaml',
        'url:https://git.example.org/t/tree/main/orders/',
      ),
      reader,
    );
    expect(reader.readTree).toHaveBeenCalledWith(
      'https://git.example.org/t/tree/main/orders/',
    );
    expect(files).toEqual([{ path: 'skeleton/a', base64Content: base64('a') }]);
  });

  it('are refused when there is more than can be tried', async () => {
    reader.readTree.mockResolvedValueOnce({
      files: async () => [
        { path: 'a', content: async () => Buffer.alloc(8_000_000) },
      ],
    } as never);

    await expect(
      readTemplateFiles(
        template('url:https://git.example.org/t/a.yaml'),
        reader,
      ),
    ).rejects.toThrow('The folder of orders is larger than 7 MB');
  });

  it('are not known of a template that comes from nowhere', async () => {
    await expect(readTemplateFiles(template(), reader)).rejects.toThrow(
      'It is not known where the template orders comes from.',
    );
    await expect(
      readTemplateFiles(template('bootstrap:x'), reader),
    ).rejects.toThrow('comes from a bootstrap');
  });
});
