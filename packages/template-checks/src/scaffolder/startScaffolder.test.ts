import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeAction } from './fakeAction';
import { readTemplate } from './readTemplate';
import {
  type StartedScaffolder,
  TemplateRefusal,
  startScaffolder,
} from './startScaffolder';

const TEMPLATE = `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: example }
spec:
  type: service
  parameters:
    required: [name]
    properties: { name: { type: string, pattern: '^[a-z]+$' } }
  steps:
    - { id: files, action: 'fetch:template', input: { url: ./skeleton, values: { name: '\${{ parameters.name }}' } } }
    - { id: publish, action: 'example:publish', input: { name: '\${{ parameters.name }}' } }
  output: { links: [{ title: Result, url: '\${{ steps.publish.output.url }}' }] }
`;

describe('startScaffolder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-example-'));
  const file = join(folder, 'template.yaml');
  const publish = fakeAction('example:publish', { url: 'https://a.example' });
  let scaffolder: StartedScaffolder;

  beforeAll(async () => {
    mkdirSync(join(folder, 'skeleton'));
    writeFileSync(file, TEMPLATE);
    writeFileSync(
      join(folder, 'skeleton', '${{ values.name }}.txt'),
      'I am ${{ values.name }}',
    );
    scaffolder = await startScaffolder([publish.action]);
  }, 60_000);

  afterAll(async () => {
    await scaffolder?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('renders a template with its skeleton', async () => {
    const { repository, output } = await scaffolder.render(file, {
      name: 'shop',
    });

    expect(repository.toRecord()).toEqual({ 'shop.txt': 'I am shop' });
    expect(output).toEqual({
      links: [{ title: 'Result', url: 'https://a.example' }],
    });
  });

  it('keeps what an action was asked for, in place of doing it', async () => {
    publish.calls.splice(0);

    await scaffolder.render(file, { name: 'cart' });

    expect(publish.calls).toEqual([{ name: 'cart' }]);
  });

  it('refuses answers in the words of the scaffolder', async () => {
    await expect(scaffolder.render(file, { name: 'No!' })).rejects.toThrow(
      TemplateRefusal,
    );
    await expect(scaffolder.render(file, {})).rejects.toThrow('name');
  });

  it('fails when an action is not there', async () => {
    const source = readTemplate(file);
    const text = JSON.stringify(source).replace('example:publish', 'no:such');

    await expect(
      scaffolder.render(JSON.parse(text), { name: 'shop' }),
    ).rejects.toThrow('no:such');
  });
});
