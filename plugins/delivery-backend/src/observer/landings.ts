/** A commit and its parents. */
export interface GraphCommit {
  sha: string;
  parents: string[];
}

/**
 * Finds, for commits that came to the branch by a merge, the merge that
 * brought them: the first commit of the branch's own line (first parents)
 * from which they can be reached.
 *
 * @param graph - commits of a range, parents before children; the last one is the branch's head
 * @returns merge by commit; commits of the branch's own line are not in it
 */
export function findLandings(
  graph: readonly GraphCommit[],
): Map<string, string> {
  const landings = new Map<string, string>();
  if (!graph.some(commit => commit.parents.length > 1)) {
    return landings;
  }
  const bySha = new Map(graph.map(commit => [commit.sha, commit]));
  const line: GraphCommit[] = [];
  let commit = graph.length ? graph[graph.length - 1] : undefined;
  while (commit) {
    line.push(commit);
    commit = bySha.get(commit.parents[0]);
  }
  const own = new Set(line.map(({ sha }) => sha));
  for (const merge of line.reverse()) {
    const open = merge.parents.slice(1);
    while (open.length) {
      const sha = open.pop()!;
      const found = bySha.get(sha);
      if (found && !own.has(sha) && !landings.has(sha)) {
        landings.set(sha, merge.sha);
        open.push(...found.parents);
      }
    }
  }
  return landings;
}
