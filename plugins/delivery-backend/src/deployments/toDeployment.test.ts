import { SOURCE_SILENT_AFTER_MS, silence } from './toDeployment';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const source = (change: object) => ({
  ...{ id: 's', last_seen_at: null, silent_since: null, cause: null },
  ...change,
});

describe('silence', () => {
  it('says nothing of a source that was heard a moment ago', () => {
    expect(silence(source({ last_seen_at: ago(1_000) }), NOW)).toBeUndefined();
  });

  it('takes one that was never heard for silent', () => {
    expect(silence(undefined, NOW)?.cause).toContain('not answered yet');
    expect(silence(source({}), NOW)?.cause).toContain('not answered yet');
  });

  it('believes an observer that says so, with its cause and since when', () => {
    const row = source({
      ...{ last_seen_at: ago(2_000), silent_since: ago(1_000) },
      cause: 'Connection refused.',
    });
    expect(silence(row, NOW)).toEqual({
      since: ago(1_000),
      cause: 'Connection refused.',
    });
  });

  it('notices that nobody observes it any more, even if nobody says so', () => {
    const row = source({ last_seen_at: ago(SOURCE_SILENT_AFTER_MS + 1) });
    expect(silence(row, NOW)?.cause).toContain('more than 5 minutes');
  });

  it('waits longer for a source that is asked seldom', () => {
    const row = source({ last_seen_at: ago(60 * 60_000) });
    expect(silence(row, NOW, 3 * 60 * 60_000)).toBeUndefined();
  });
});
