import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import * as legacy from '../legacy';
import { deliveryPlugin as plugin } from '../plugin';
import { FIELDS } from './definitions';
import { fieldExtensions } from './extensions';

const names = Object.values(FIELDS).map(({ name }) => name);
const readMe = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('the fields of forms', () => {
  it('have a name each, which begins as those of the plugin do', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect(name).toMatch(/^Delivery[A-Z]\w+$/);
  });

  it('are extensions of the plugin, one each', async () => {
    expect(fieldExtensions).toHaveLength(names.length);
    for (const [id, { name, schema }] of Object.entries(FIELDS)) {
      const extension = plugin.getExtension(
        `scaffolder-form-field:delivery/${id}` as never,
      );
      const load = createExtensionTester(
        extension as (typeof fieldExtensions)[number],
      ).get(FormFieldBlueprint.dataRefs.formFieldLoader);
      expect(await load()).toMatchObject({ name, schema });
    }
  });

  it('are mounted by older apps under the same names', () => {
    const exported = Object.keys(legacy).filter(key =>
      key.endsWith('FieldExtension'),
    );
    expect(exported.sort()).toEqual(
      names.map(name => `${name}FieldExtension`).sort(),
    );
  });

  it('say what they give and what options they take', () => {
    for (const { schema } of Object.values(FIELDS)) {
      expect([schema.schema.returnValue.type].flat().join(' ')).toMatch(
        /^(string|array|string number)$/,
      );
    }
  });

  it('are all in the table of the read-me, and no other', () => {
    const listed = [...readMe.matchAll(/^\| `(Delivery\w+)`/gm)];
    expect(listed.map(([, name]) => name).sort()).toEqual([...names].sort());
  });
});
