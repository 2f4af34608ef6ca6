import { DELIVERY_TRAILERS } from '@slipway/backstage-plugin-delivery-common';
import { storedComparison } from '../__testUtils__/healthSubject';
import { revisionRow, sha } from '../__testUtils__/rows';
import type { RevisionRow } from '../database/rows';
import { toMarkers } from './markers';

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString();
const range = {
  from: Date.parse(at(0)) / 1000,
  to: Date.parse(at(30)) / 1000,
};

const row = (change: Partial<RevisionRow>): RevisionRow => ({
  ...{ ...revisionRow(change), id: 1 },
});

describe('markers of versions in a range', () => {
  it('have the version, the one before, and the commit, in order of the ledger', () => {
    const markers = toMarkers(
      [
        row({ at: at(1), version_after: '1.0.0', version_before: null }),
        row({ at: at(5), version_after: '1.1.0', version_before: '1.0.0' }),
      ],
      [],
      range,
    );
    expect(markers).toEqual([
      {
        ...{ at: at(1), version: '1.0.0', versionBefore: undefined },
        ...{ kind: 'deploy', commit: sha('c') },
      },
      {
        ...{ at: at(5), version: '1.1.0', versionBefore: '1.0.0' },
        ...{ kind: 'deploy', commit: sha('c') },
      },
    ]);
  });

  it.each([
    ['at the beginning', 0, 1],
    ['at the end', 30, 1],
    ['before', -1, 0],
    ['after', 31, 0],
  ])('%s of it: minute %p gives %p', (_, minute, count) => {
    expect(toMarkers([row({ at: at(minute) })], [], range)).toHaveLength(count);
  });

  it('stand where the version was seen running, not where it was committed', () => {
    const seen = storedComparison({ at: at(7) }, { commit: sha('c') });
    const other = storedComparison({ at: at(9) }, { commit: sha('d') });
    const [marker] = toMarkers([row({ at: at(5) })], [other, seen], range);
    expect(marker.at).toBe(at(7));
  });

  it('go by that time also at the edge of the range', () => {
    const late = storedComparison({ at: at(31) }, { commit: sha('c') });
    expect(toMarkers([row({ at: at(29) })], [late], range)).toEqual([]);
    const inTime = storedComparison({ at: at(1) }, { commit: sha('c') });
    expect(toMarkers([row({ at: at(-1) })], [inTime], range)).toHaveLength(1);
  });

  it('leave out a folder that was removed', () => {
    expect(
      toMarkers([row({ at: at(5), version_after: null })], [], range),
    ).toEqual([]);
  });

  it('call a commit whose trailers say from and to a rollback', () => {
    const trailers = [
      { key: DELIVERY_TRAILERS.from, value: '2.4.0' },
      { key: DELIVERY_TRAILERS.to, value: '2.3.1' },
    ];
    const change = { at: at(5), version_after: '2.3.1' };
    const [back] = toMarkers(
      [row({ ...change, trailers: JSON.stringify(trailers) })],
      ...([[], range] as const),
    );
    const [deploy] = toMarkers(
      [row({ ...change, trailers: JSON.stringify(trailers.slice(1)) })],
      ...([[], range] as const),
    );
    expect([back.kind, deploy.kind]).toEqual(['rollback', 'deploy']);
  });
});
