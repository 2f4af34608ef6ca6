import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createActions } from './createActions';
import type { ActionDependencies } from './types';

const actions = createActions({} as ActionDependencies);
const ids = actions.map(({ id }) => id);
const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

/** `deliveryTenantCreate` for `delivery:tenant:create`. */
function fileOf(id: string): string {
  return id.replace(/:([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

describe('the actions', () => {
  it('are those of the folder, each with its examples and its test', () => {
    const files = readdirSync(__dirname).filter(name =>
      /^(delivery|contracts|git)[A-Z]/.test(name),
    );
    const wanted = ids.flatMap(id =>
      ['ts', 'examples.ts', 'test.ts'].map(end => `${fileOf(id)}.${end}`),
    );
    expect(ids.length).toBeGreaterThan(3);
    expect(files.sort()).toEqual(wanted.sort());
  });

  it('are those of the table in the README, in the same order', () => {
    const rows = [...readme.matchAll(/^\| `([^`]+)`/gm)].map(([, id]) => id);
    expect(rows).toEqual(ids);
    expect([...ids].sort()).toEqual(ids);
  });

  it.each(actions)('$id is described in full', action => {
    const { input, output } = action.schema as Record<
      'input' | 'output',
      { properties: Record<string, { description?: string }> }
    >;
    expect(action.supportsDryRun).toBe(true);
    expect(action.description).toMatch(/^[A-Z]/);
    for (const [name, { description }] of [
      ...Object.entries(input.properties),
      ...Object.entries(output.properties),
    ]) {
      expect([name, description]).toEqual([name, expect.any(String)]);
    }
    expect(action.examples?.length).toBeGreaterThan(0);
    for (const { example } of action.examples!) {
      const { steps } = parse(example) as { steps: { action: string }[] };
      expect(steps.map(step => step.action)).toContain(action.id);
    }
  });
});
