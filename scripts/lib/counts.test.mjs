import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Counts, readJestReport, readTapReport } from './counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'slipway-counts-'));

function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('adds up what several groups counted', () => {
  const counts = new Counts();
  counts.add({ passed: 2, failed: 1 });
  counts.add({ passed: 3, skipped: 4 });
  assert.equal(String(counts), '5 passed, 1 failed, 4 skipped');
});

test('counts a suite of Jest that did not start as a failure', () => {
  const report = {
    ...{ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2 },
    ...{ numTodoTests: 1, numRuntimeErrorTestSuites: 1 },
  };
  assert.deepEqual(readJestReport(file('jest.json', JSON.stringify(report))), {
    ...{ passed: 5, failed: 2, skipped: 3 },
  });
});

test('reads the last lines of TAP', () => {
  const text =
    '# tests 6\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n';
  assert.deepEqual(readTapReport(file('a.tap', text)), {
    passed: 3,
    failed: 2,
    skipped: 1,
  });
});

test('takes a report that is missing or broken off for a failure', () => {
  assert.deepEqual(readJestReport(join(folder, 'none.json')), { failed: 1 });
  assert.deepEqual(readTapReport(join(folder, 'none.tap')), { failed: 1 });
  assert.deepEqual(readTapReport(file('b.tap', 'TAP version 13\n')), {
    failed: 1,
  });
});

test('counts nothing of a group that says nothing', () => {
  const counts = new Counts();
  counts.add({});
  assert.equal(String(counts), '0 passed, 0 failed, 0 skipped');
});

test('counts what is cancelled as failed, and what is yet to do as skipped', () => {
  const text = '# pass 0\n# fail 0\n# cancelled 2\n# skipped 0\n# todo 3\n';
  assert.deepEqual(readTapReport(file('c.tap', text)), {
    passed: 0,
    failed: 2,
    skipped: 3,
  });
});

test('does not take the counts of a group within for those of all', () => {
  const text =
    '    # pass 99\n# pass 1\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n';
  assert.equal(readTapReport(file('d.tap', text)).passed, 1);
});
