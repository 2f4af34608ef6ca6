import type { Series } from '../client/answers';
import { readRooms } from './readRooms';

function series(value: number, labels: Record<string, string>): Series {
  return { labels, points: [{ time: 0, value }] } as Series;
}

const requests = [
  series(3, { namespace: 'a', resource: 'cpu' }),
  series(4, { namespace: 'b', resource: 'cpu' }),
];
const none = { capacity: [], quotas: [], requests: [], volumes: [] };

describe('room that is read', () => {
  it('is no sum where only quotas are measured: others may take all the rest', () => {
    const quotas = [series(8, { namespace: 'a', resource: 'requests.cpu' })];
    expect(readRooms(['eu-1'], { ...none, quotas })).toEqual([]);
    expect(readRooms(['eu-1'], { ...none, quotas, requests })).toEqual([
      { cluster: 'eu-1', reserved: { cpu: 12 }, capacity: {} },
    ]);
  });

  it('takes the tightest quota, and the first name of a resource', () => {
    const quotas = [
      series(9, { namespace: 'a', resource: 'requests.cpu' }),
      series(8, { namespace: 'a', resource: 'requests.cpu' }),
      series(1, { namespace: 'a', resource: 'limits.cpu' }),
    ];
    const [{ reserved }] = readRooms(['eu-1'], { ...none, quotas, requests });
    expect(reserved).toEqual({ cpu: 12 });
  });

  it('is of no cluster where a server cannot tell several apart', () => {
    expect(readRooms(['eu-1', 'us-1'], { ...none, requests })).toEqual([]);
    const labelled = requests.map((each, index) => ({
      ...each,
      labels: { ...each.labels, k8s: ['eu-1', 'us-1'][index] },
    }));
    expect(
      readRooms(['eu-1', 'us-1'], {
        ...{ ...none, requests: labelled, clusterLabel: 'k8s' },
      }).map(({ cluster, reserved }) => [cluster, reserved.cpu]),
    ).toEqual([
      ['eu-1', 3],
      ['us-1', 4],
    ]);
  });

  it('has no capacity of no cores', () => {
    const capacity = [series(0, { resource: 'cpu' })];
    expect(
      readRooms(['eu-1'], { ...none, capacity, requests })[0].capacity,
    ).toEqual({});
  });
});
