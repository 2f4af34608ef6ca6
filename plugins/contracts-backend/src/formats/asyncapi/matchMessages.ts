import type { Message } from './AsyncApi';

export interface MatchedMessages {
  pairs: [before: Message, after: Message][];
  removed: Message[];
  added: Message[];
}

/** Finds for each message the one that it became: by its names, else by its place. */
export function matchMessages(
  before: readonly Message[],
  after: readonly Message[],
  isAlike: (before: Message, after: Message) => boolean,
): MatchedMessages {
  const pairs: MatchedMessages['pairs'] = [];
  const old = new Set(before);
  const young = new Set(after);
  const by = (same: (a: Message, b: Message) => boolean) => {
    for (const a of [...old]) {
      const b = [...young].find(each => same(a, each));
      if (!b) continue;
      pairs.push([a, b]);
      old.delete(a);
      young.delete(b);
    }
  };
  by((a, b) => a.names.length > 0 && a.names[0] === b.names[0]);
  by((a, b) => a.names.some(name => b.names.includes(name)));
  by(isAlike);
  // Without names, the place in the list is all that is left.
  const isNameless = (message: Message) => !message.names.length;
  by((a, b) => isNameless(a) && isNameless(b));
  if (old.size === 1 && young.size === 1) {
    by((a, b) => isNameless(a) || isNameless(b));
  }
  return { pairs, removed: [...old], added: [...young] };
}
