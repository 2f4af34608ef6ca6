import { RenderedRepository } from '../scaffolder/RenderedRepository';
import { describeWithTools } from '../tools/findTool';
import { readStack } from './readStack';

function read(text: string, env?: Record<string, string>) {
  const folder = RenderedRepository.create([['compose.yaml', text]]).write();
  try {
    return readStack([folder.path('compose.yaml')], env);
  } finally {
    folder.dispose();
  }
}

describeWithTools('readStack', ['docker'], () => {
  it('reads a stack and replaces its variables', () => {
    const text = "version: '3.8'\nservices: { web: { image: 'web:${TAG}' } }\n";

    expect(read(text, { TAG: '1.2.3' }).services.web.image).toBe('web:1.2.3');
  });

  it('names the key that Docker does not know', () => {
    const text = "version: '3.8'\nservices: { web: { imag: web } }\n";

    expect(() => read(text)).toThrow('imag');
  });
});
