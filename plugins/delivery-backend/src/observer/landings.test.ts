import { findLandings } from './landings';

const commit = (sha: string, ...parents: string[]) => ({ sha, parents });

describe('findLandings', () => {
  it('finds nothing in a history without merges', () => {
    expect(findLandings([commit('a'), commit('b', 'a')]).size).toBe(0);
  });

  it('names the first merge of the own line that reaches a commit', () => {
    const graph = [
      commit('a'),
      commit('s1', 'a'),
      commit('s2', 's1'),
      commit('b', 'a'),
      commit('m', 'b', 's2'),
      commit('t', 's2'),
      commit('n', 'm', 't'),
    ];
    expect(Object.fromEntries(findLandings(graph))).toEqual({
      s1: 'm',
      s2: 'm',
      t: 'n',
    });
  });

  it('follows a merge within a side branch to where that branch landed', () => {
    const graph = [
      commit('a'),
      commit('x', 'a'),
      commit('y', 'a'),
      commit('xy', 'x', 'y'),
      commit('m', 'a', 'xy'),
    ];
    expect(Object.fromEntries(findLandings(graph))).toEqual({
      x: 'm',
      y: 'm',
      xy: 'm',
    });
  });

  it('leaves out what came before the range', () => {
    expect(findLandings([commit('m', 'before', 'also-before')]).size).toBe(0);
  });
});
