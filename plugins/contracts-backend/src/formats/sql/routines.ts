import { canonicalOf, inside, listOf, type Node, textOf, typeOf } from './ast';
import type { SqlParameter, SqlRoutine } from './sqlModel';

const MODES: Readonly<Partial<Record<string, SqlParameter['mode']>>> = {
  FUNC_PARAM_OUT: 'out',
  FUNC_PARAM_INOUT: 'inout',
  FUNC_PARAM_VARIADIC: 'variadic',
  FUNC_PARAM_TABLE: 'table',
};

function parameterOf(node: Node): SqlParameter {
  const own = inside(node, 'FunctionParameter');
  return {
    name: textOf(own, 'name'),
    mode: MODES[textOf(own, 'mode')] ?? 'in',
    type: typeOf(inside(own, 'argType')),
    ...(own.defexpr !== undefined && { default: canonicalOf(own.defexpr) }),
  };
}

/** A function or procedure as it is declared. */
export function routineOf(name: string, body: Node): SqlRoutine {
  const parameters = listOf(body, 'parameters').map(parameterOf);
  const options = listOf(body, 'options').map(each => inside(each, 'DefElem'));
  const option = (key: string) =>
    options.find(each => each.defname === key)?.arg;
  const returned = inside(body, 'returnType');
  const out = parameters.filter(
    ({ mode }) => mode !== 'in' && mode !== 'variadic',
  );
  const shape = out.map(each => `${each.name} ${each.type}`).join(', ');
  const type = shape ? `(${shape})` : typeOf(returned) || 'nothing';
  const notes = [
    ...(option('strict') ? ['strict'] : []),
    ...(canonicalOf(option('security'))?.includes('true')
      ? ['security definer']
      : []),
    textOf(inside(option('volatility') as Node, 'String'), 'sval') ||
      'volatile',
  ];
  return {
    ...{ name, kind: body.is_procedure ? 'procedure' : 'function', parameters },
    returns: `${returned.setof ? 'setof ' : ''}${type}`,
    behaviour: notes.join(', '),
    body: canonicalOf([option('as'), option('language'), body.sql_body]) ?? '',
  };
}
