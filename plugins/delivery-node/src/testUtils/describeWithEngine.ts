// A suite is written here and run by each provider, so it is exported.
/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect */
const OUTSIDE = /: set (KUBEBUILDER_ASSETS|SLIPWAY_CORPORA) to /;

/**
 * A group of tests that needs something which not every machine has. When it
 * is missing, the group says so in one line and does not run; with
 * `SLIPWAY_REQUIRE_ENGINES=1` it fails instead, unless what is missing is
 * given by a variable and is nobody's to install.
 *
 * @param probe - says what is missing, or undefined when all is there
 * @public
 */
export function describeWithEngine(
  name: string,
  probe: () => string | undefined,
  define: () => void,
): void {
  const missing = probe();
  if (!missing) {
    describe(name, define);
    return;
  }
  if (process.env.SLIPWAY_REQUIRE_ENGINES === '1' && !OUTSIDE.test(missing)) {
    describe(name, () => {
      it('has the engine it needs', () => {
        throw new Error(missing);
      });
    });
    return;
  }
  process.stderr.write(`Not run: ${name}, because ${missing}\n`);
  // eslint-disable-next-line jest/no-disabled-tests
  describe.skip(`${name} (${missing})`, define);
}
