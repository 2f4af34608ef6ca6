import { entryOf, inside, listOf, namesOf, type Node, textOf } from './ast';
import { routinesMeant } from './renames';
import type { ScriptReader } from './ScriptReader';

const ALL: Readonly<Partial<Record<string, readonly string[]>>> = {
  OBJECT_TABLE: ['select', 'insert', 'update', 'delete'],
  OBJECT_SEQUENCE: ['usage', 'select', 'update'],
  OBJECT_FUNCTION: ['execute'],
  OBJECT_PROCEDURE: ['execute'],
  OBJECT_ROUTINE: ['execute'],
  OBJECT_SCHEMA: ['usage', 'create'],
};

function objectsOf(reader: ScriptReader, body: Node): string[] {
  const objects = listOf(body, 'objects');
  if (textOf(body, 'targtype') === 'ACL_TARGET_ALL_IN_SCHEMA') {
    const schemas = namesOf(objects);
    return [...reader.model.relations.keys()].filter(name =>
      schemas.includes(name.includes('.') ? name.split('.')[0] : 'public'),
    );
  }
  return objects.flatMap(each => {
    const [kind, object] = entryOf(each);
    if (kind === 'RangeVar') return [reader.name(object)];
    if (kind === 'ObjectWithArgs') return routinesMeant(reader, each);
    return kind === 'String' ? [`schema ${textOf(object, 'sval')}`] : [];
  });
}

function privilegesOf(body: Node): string[] {
  const named = listOf(body, 'privileges').flatMap(each => {
    const privilege = inside(each, 'AccessPriv');
    const name = textOf(privilege, 'priv_name');
    const columns = namesOf(listOf(privilege, 'cols'));
    return columns.length ? columns.map(column => `${name}.${column}`) : [name];
  });
  return named.length ? named : [...(ALL[textOf(body, 'objtype')] ?? [])];
}

/** Applies a GRANT or a REVOKE. */
export function applyGrant(reader: ScriptReader, body: Node): void {
  const { grants } = reader.model;
  const who = listOf(body, 'grantees').map(
    each => textOf(inside(each, 'RoleSpec'), 'rolename') || 'public',
  );
  for (const object of objectsOf(reader, body)) {
    for (const privilege of privilegesOf(body)) {
      for (const role of who) {
        const key = `${object}|${privilege}|${role}`;
        if (body.is_grant) grants.add(key);
        else grants.delete(key);
      }
    }
  }
}
