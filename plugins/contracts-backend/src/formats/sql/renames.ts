import {
  entryOf,
  inside,
  listOf,
  namesOf,
  type Node,
  textOf,
  typeOf,
} from './ast';
import type { ScriptReader } from './ScriptReader';
import { signatureOf } from './sqlModel';

const RELATIONS = [
  'OBJECT_TABLE',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_FOREIGN_TABLE',
];
const ROUTINES = ['OBJECT_FUNCTION', 'OBJECT_PROCEDURE', 'OBJECT_ROUTINE'];

/** The signatures of the routines that a statement means; without types all of the name. */
export function routinesMeant(reader: ScriptReader, node: Node): string[] {
  const body = inside(node, 'ObjectWithArgs');
  const name = reader.withSchema(namesOf(listOf(body, 'objname')));
  const types = listOf(body, 'objargs').map(each =>
    typeOf(inside(each, 'TypeName')),
  );
  const signature = `${name}(${types.join(', ')})`;
  const { routines } = reader.model;
  if (routines.has(signature)) return [signature];
  return body.args_unspecified
    ? [...routines.keys()].filter(each => each.startsWith(`${name}(`))
    : [];
}

function dropNamed(reader: ScriptReader, type: string, name: string): boolean {
  const { model } = reader;
  if (RELATIONS.includes(type)) model.relations.delete(name);
  else if (type === 'OBJECT_TYPE' || type === 'OBJECT_DOMAIN') {
    model.enums.delete(name);
    model.domains.delete(name);
    model.relations.delete(name);
  } else if (type === 'OBJECT_SEQUENCE') model.sequences.delete(name);
  else if (type === 'OBJECT_INDEX') {
    for (const relation of model.relations.values()) {
      relation.constraints = relation.constraints.filter(
        each => each.kind !== 'unique' || each.name !== name.split('.').at(-1),
      );
    }
  } else return false;
  return true;
}

function dropSchema(reader: ScriptReader, name: string) {
  const { relations, routines, enums, domains, sequences } = reader.model;
  for (const map of [relations, routines, enums, domains, sequences]) {
    for (const key of [...map.keys()]) {
      if (key.startsWith(`${name}.`)) map.delete(key);
    }
  }
}

function dropInside(reader: ScriptReader, type: string, names: string[]) {
  const relation = reader.model.relations.get(
    reader.withSchema(names.slice(0, -1)),
  );
  const own = names.at(-1) ?? '';
  if (type === 'OBJECT_TRIGGER') relation?.triggers.delete(own);
  for (const policy of [...(relation?.policies ?? [])]) {
    if (type === 'OBJECT_POLICY' && policy.includes(`"policy_name":"${own}"`)) {
      relation?.policies.delete(policy);
    }
  }
}

/** Applies a DROP. */
export function applyDrop(reader: ScriptReader, body: Node): void {
  const type = textOf(body, 'removeType');
  for (const each of listOf(body, 'objects')) {
    const [kind, object] = entryOf(each);
    if (ROUTINES.includes(type)) {
      for (const key of routinesMeant(reader, each)) {
        reader.model.routines.delete(key);
      }
      continue;
    }
    const names =
      kind === 'TypeName'
        ? namesOf(listOf(object, 'names'))
        : namesOf(kind === 'List' ? listOf(object, 'items') : [each]);
    if (type === 'OBJECT_SCHEMA') dropSchema(reader, names[0]);
    else if (type === 'OBJECT_TRIGGER' || type === 'OBJECT_POLICY') {
      dropInside(reader, type, names);
    } else if (!dropNamed(reader, type, reader.withSchema(names))) {
      reader.give(`DROP of ${names.join('.')} (${type})`);
    }
  }
}

function move<T>(map: Map<string, T>, from: string, to: string) {
  const value = map.get(from);
  if (value === undefined) return;
  map.delete(from);
  map.set(to, value);
}

function inSchemaOf(name: string, own: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? own : `${name.slice(0, dot)}.${own}`;
}

function renameColumn(reader: ScriptReader, body: Node, name: string) {
  const relation = reader.relation(inside(body, 'relation'));
  const column = relation?.columns.find(
    each => each.name === textOf(body, 'subname'),
  );
  if (column) column.name = name;
}

/** Applies a RENAME of whatever has a name. */
export function applyRename(reader: ScriptReader, body: Node): void {
  const [type, name] = [textOf(body, 'renameType'), textOf(body, 'newname')];
  const { model } = reader;
  if (type === 'OBJECT_COLUMN' || type === 'OBJECT_ATTRIBUTE') {
    renameColumn(reader, body, name);
  } else if (RELATIONS.includes(type)) {
    const old = reader.name(inside(body, 'relation'));
    const relation = model.relations.get(old);
    if (relation) relation.name = inSchemaOf(old, name);
    move(model.relations, old, inSchemaOf(old, name));
  } else if (ROUTINES.includes(type)) {
    for (const key of routinesMeant(reader, inside(body, 'object'))) {
      const routine = model.routines.get(key);
      if (!routine) continue;
      model.routines.delete(key);
      const moved = { ...routine, name: inSchemaOf(routine.name, name) };
      model.routines.set(signatureOf(moved), moved);
    }
  } else if (type === 'OBJECT_TYPE' || type === 'OBJECT_DOMAIN') {
    const [, object] = entryOf(inside(body, 'object'));
    const old = reader.withSchema(namesOf(listOf(object, 'items')));
    move(model.enums, old, inSchemaOf(old, name));
    move(model.domains, old, inSchemaOf(old, name));
    move(model.relations, old, inSchemaOf(old, name));
  } else if (type === 'OBJECT_SEQUENCE') {
    const old = reader.name(inside(body, 'relation'));
    move(model.sequences, old, inSchemaOf(old, name));
  } else if (!['OBJECT_TABCONSTRAINT', 'OBJECT_INDEX'].includes(type)) {
    reader.give(`RENAME to ${name} (${type})`);
  }
}
