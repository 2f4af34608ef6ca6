import { resolve } from 'node:path';
import { describeWithEngine } from './describeWithEngine';
import { corporaFolder, kubebuilderAssets, missingCorpora } from './corpora';

const ran: string[] = [];

describeWithEngine(
  'With its engine',
  () => undefined,
  () => {
    it('runs', () => {
      ran.push('with');
      expect(ran).toEqual(['with']);
    });
  },
);

describe('without its engine', () => {
  const skip = jest.spyOn(describe, 'skip').mockImplementation(() => undefined);
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { SLIPWAY_REQUIRE_ENGINES } = process.env;
  delete process.env.SLIPWAY_REQUIRE_ENGINES;

  describeWithEngine(
    'Something',
    () => 'there is no engine',
    () => undefined,
  );
  process.env.SLIPWAY_REQUIRE_ENGINES = '1';
  describeWithEngine(
    'Something from outside',
    () => 'there are no samples: set SLIPWAY_CORPORA to their folder',
    () => undefined,
  );
  delete process.env.SLIPWAY_REQUIRE_ENGINES;
  if (SLIPWAY_REQUIRE_ENGINES) {
    process.env.SLIPWAY_REQUIRE_ENGINES = SLIPWAY_REQUIRE_ENGINES;
  }
  const [said] = write.mock.calls.map(([text]) => String(text));
  const [title, outside] = skip.mock.calls.map(([name]) => String(name));
  write.mockRestore();
  skip.mockRestore();

  it('does not run, and says so in one line', () => {
    expect(said).toBe('Not run: Something, because there is no engine\n');
    expect(title).toBe('Something (there is no engine)');
  });

  it('does not fail for what lies outside, even where engines are required', () => {
    expect(outside).toContain('Something from outside (there are no samples');
  });
});

describe('where engines and samples are looked for', () => {
  const { SLIPWAY_CORPORA, KUBEBUILDER_ASSETS } = process.env;

  afterEach(() => {
    restore('SLIPWAY_CORPORA', SLIPWAY_CORPORA);
    restore('KUBEBUILDER_ASSETS', KUBEBUILDER_ASSETS);
  });

  function restore(name: string, value: string | undefined) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }

  it('is what the environment says', () => {
    process.env.SLIPWAY_CORPORA = '/some/corpora';
    process.env.KUBEBUILDER_ASSETS = '/some/assets';

    expect(corporaFolder()).toBe('/some/corpora');
    expect(kubebuilderAssets()).toBe('/some/assets');
    expect(missingCorpora()).toContain('set SLIPWAY_CORPORA');
  });

  it('is beside the repository otherwise', () => {
    delete process.env.SLIPWAY_CORPORA;

    expect(corporaFolder()).toBe(
      resolve(__dirname, '../../../../../shared/corpora'),
    );
  });
});
