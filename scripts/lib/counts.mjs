import { existsSync, readFileSync } from 'node:fs';

/** Adds up what passed, failed and was skipped. */
export class Counts {
  passed = 0;
  failed = 0;
  skipped = 0;

  add({ passed = 0, failed = 0, skipped = 0 }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
  }

  toString() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }
}

/** What Jest wrote with `--json`; a suite that did not even start is a failure. */
export function readJestReport(file) {
  if (!existsSync(file)) {
    return { failed: 1 };
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The last lines that Node's own test runner writes in its TAP form. */
export function readTapReport(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const count = word => {
    const match = new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text);
    return match && Number(match[1]);
  };
  if (count('pass') === null) {
    return { failed: 1 };
  }
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  };
}
