import type { Belonging } from '@slipway/backstage-plugin-delivery-common';
import { lossesOf } from './lossesOf';

const belonging = (kind: Belonging['kind'], name: string): Belonging => ({
  ...{ kind, name, file: 'values.yaml', folder: 'prod/acme/cart' },
});

describe('what dies with a removal', () => {
  it('is what holds data, counted by its kind', () => {
    const belongings = [
      ...[belonging('volume', 'a'), belonging('volume', 'b')],
      ...[belonging('database', 'c'), belonging('host', 'd.example')],
    ];
    expect(lossesOf({ belongings, untold: [] })).toEqual([
      {
        status: 'warn',
        message:
          '2 volumes, 1 database and all data in them go with it; look before whether there is a backup.',
      },
    ]);
  });

  it('is not known where a file could not be read, and never none', () => {
    const untold = ['prod/a: x.', 'prod/b: y.'];
    expect(lossesOf({ belongings: [], untold })).toEqual([
      {
        status: 'unknown',
        message:
          'Whether more goes with it could not be told: prod/a: x, and 1 more.',
      },
    ]);
  });

  it('is nothing where nothing holds data and all is known', () => {
    expect(
      lossesOf({ belongings: [belonging('host', 'a.example')], untold: [] }),
    ).toEqual([]);
  });
});
