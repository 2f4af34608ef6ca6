import * as story from '../__fixtures__/story';
import { keys } from '../__testUtils__/words';
import { download, matrixToCsv, toCsv } from './exportCsv';

const linesOf = (csv: string) => csv.split('\r\n');

describe('toCsv', () => {
  it('has a head, and one line for each point', () => {
    const lines = linesOf(toCsv([story.summary(), story.unknownPoint()]));

    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^entityRef,group,type,owner,.*,gaps$/);
    expect(lines[1]).toContain(
      '2.5.0-beta.3,minor,major,5,1,1,breaks,2.5.0-beta.3 would break',
    );
    expect(lines[3]).toBe('');
  });

  it('leaves empty what is not known, and writes no zero for it', () => {
    const [, line] = linesOf(toCsv([story.unknownPoint()]));

    expect(line).toBe(
      'api:default/loyalty-admin,rest,openapi,,system:default/retail,,,,,' +
        '1,0,1,unknown,No version was ever published.,no-contract no-owner',
    );
  });

  it('has as many cells in each line as in the head', () => {
    const [head, line] = linesOf(toCsv([story.finePoint()]));

    expect(line.split(',')).toHaveLength(head.split(',').length);
  });

  it('quotes what would end a cell, and doubles its quotes', () => {
    const stateReason = 'It sends "later", twice';

    expect(toCsv([story.finePoint({ stateReason })])).toContain(
      ',"It sends ""later"", twice",',
    );
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\tx'])(
    'hands no formula to a spreadsheet: %j',
    stateReason => {
      expect(toCsv([story.finePoint({ stateReason })])).toContain(
        `,'${stateReason},`,
      );
    },
  );
});

describe('matrixToCsv', () => {
  it('has one relation a line, with both versions and the reason', () => {
    const lines = linesOf(matrixToCsv(story.whatIfMatrix(), keys));

    expect(lines[0]).toBe(
      'environment,consumer,consumerVersion,contract,contractVersion,' +
        'provider,providerVersion,whatIf,verdict,reason',
    );
    expect(lines[1]).toBe(
      'prod,component:default/batch-settlement,1.12.0,' +
        'api:default/payments-api,2.4.0,component:default/payments,' +
        '2.5.0-beta.3,true,breaking,"It sends capture ""later""."',
    );
    expect(lines).toHaveLength(6);
  });

  it('leaves the version of a contract empty that is not known', () => {
    const matrix = story.matrix();
    const contracts = matrix.contracts.map(each => ({
      ...each,
      contractVersion: undefined,
    }));

    expect(matrixToCsv({ ...matrix, contracts }, keys)).toContain(
      'api:default/payments-api,,component:default/payments,2.4.0,false,safe',
    );
  });

  it('counts what may not be seen, so that the file never looks finer than it is', () => {
    const hidden = { safe: 4, breaking: 1 };
    const text = matrixToCsv(
      story.matrix({ hidden, hiddenContracts: 2, cells: [] }),
      keys,
    );

    expect(text.trim().split('\r\n').slice(1)).toEqual([
      'prod,,,,,,,,breaking,hidden.count|1',
      'prod,,,,,,,,safe,hidden.count|4',
      'prod,,,,,,,,,matrix.hiddenContracts|2',
    ]);
  });
});

describe('download', () => {
  it('hands the text over under its name, and lets go of it', async () => {
    const made: Blob[] = [];
    const revoked = jest.fn();
    const before = { ...URL };
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${made.push(blob)}`,
      revokeObjectURL: revoked,
    });
    const clicked = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        expect(this).toHaveAttribute('download', 'a.csv');
        expect(this).toHaveAttribute('href', 'blob:1');
      });

    download('a.csv', 'text');

    expect(clicked).toHaveBeenCalledTimes(1);
    expect(made[0]).toMatchObject({ size: 4, type: 'text/csv' });
    expect(revoked).toHaveBeenCalledWith('blob:1');
    clicked.mockRestore();
    Object.assign(URL, before);
  });
});
