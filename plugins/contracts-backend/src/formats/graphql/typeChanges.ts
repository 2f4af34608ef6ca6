import {
  type GraphQLInputType,
  type GraphQLOutputType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Whether whoever read the old type can read the new one. */
export function isReadableAs(
  before: GraphQLOutputType,
  after: GraphQLOutputType,
): boolean {
  if (isNonNullType(after)) {
    const inner = isNonNullType(before) ? before.ofType : before;
    return isReadableAs(inner, after.ofType);
  }
  if (isNonNullType(before)) return false;
  if (isListType(before)) {
    return isListType(after) && isReadableAs(before.ofType, after.ofType);
  }
  return !isListType(after) && before.name === after.name;
}

/** Whether what was sent as the old type is accepted as the new one. */
export function isAcceptedAs(
  before: GraphQLInputType,
  after: GraphQLInputType,
): boolean {
  if (isNonNullType(before)) {
    const outer = isNonNullType(after) ? after.ofType : after;
    return isAcceptedAs(before.ofType, outer);
  }
  if (isNonNullType(after)) return false;
  if (isListType(before)) {
    return isListType(after) && isAcceptedAs(before.ofType, after.ofType);
  }
  return !isListType(after) && before.name === after.name;
}
