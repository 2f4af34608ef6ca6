import { existsSync, readFileSync, statSync } from 'node:fs';
import { RenderedRepository } from './RenderedRepository';

const repository = RenderedRepository.create([
  ['b/values.yaml', 'a: 1\n---\nb: 2\n---\n'],
  ['a/values.yaml', 'a: 1\n'],
  ['a/run.sh', '#!/bin/sh\n'],
]);

describe('RenderedRepository', () => {
  it('gives paths in order, and those that match', () => {
    expect(repository.paths()).toEqual([
      'a/run.sh',
      'a/values.yaml',
      'b/values.yaml',
    ]);
    expect(repository.paths(/\.sh$/)).toEqual(['a/run.sh']);
    expect(repository.foldersWith('values.yaml')).toEqual(['a', 'b']);
  });

  it('leaves empty documents out', () => {
    expect(repository.yaml('b/values.yaml')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('refuses a key that is there twice', () => {
    const twice = repository.with({ 'a/values.yaml': 'a: 1\na: 2\n' });

    expect(() => twice.yaml('a/values.yaml')).toThrow('duplicated');
  });

  it('names what is beside a file that is not there', () => {
    expect(() => repository.text('a/value.yaml')).toThrow(
      'The template made no a/value.yaml; in a are: a/run.sh, a/values.yaml',
    );
  });

  it('changes a copy and leaves itself alone', () => {
    const changed = repository.with({ 'a/run.sh': undefined, c: 'd' });

    expect(changed.has('a/run.sh')).toBe(false);
    expect(changed.text('c')).toBe('d');
    expect(repository.has('a/run.sh')).toBe(true);
    expect(repository.has('c')).toBe(false);
  });

  it('writes its files, scripts so that they can be run, and takes them away', () => {
    const written = repository.write();

    expect(readFileSync(written.path('a', 'values.yaml'), 'utf8')).toBe(
      'a: 1\n',
    );
    expect(statSync(written.path('a/run.sh')).mode % 0o1000).toBe(0o755);
    written.dispose();
    expect(existsSync(written.root)).toBe(false);
  });
});
