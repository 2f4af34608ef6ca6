import Ajv from 'ajv';
import addFormats from 'ajv-formats';

// Expressions behind formats are not all linear; longer texts are not tried.
const LONGEST = 200;

/** Texts that have a format, one or two each. */
export const FORMAT_SAMPLES: Readonly<Record<string, readonly string[]>> = {
  date: ['2020-01-31'],
  time: ['12:30:00Z'],
  'date-time': ['2020-01-31T12:30:00Z'],
  duration: ['P1D'],
  uri: ['https://example.org/a', 'urn:a:b'],
  'uri-reference': ['../a'],
  'uri-template': ['https://example.org/{a}'],
  url: ['https://example.org/a'],
  email: ['a@example.org'],
  hostname: ['example.org'],
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1'],
  regex: ['a+'],
  uuid: ['0b9f1c5e-3c55-4f0e-9d0b-6c3f7a1d2e4b'],
  'json-pointer': ['/a/b'],
  'json-pointer-uri-fragment': ['#/a'],
  'relative-json-pointer': ['1/a'],
  byte: ['YWJj'],
};

/** Formats of numbers, as bounds. */
export const NUMBER_FORMATS: Readonly<
  Record<string, { whole: boolean; least?: number; most?: number }>
> = {
  int32: { whole: true, least: -(2 ** 31), most: 2 ** 31 - 1 },
  int64: { whole: true },
  float: { whole: false },
  double: { whole: false },
};

/** Formats that ask for nothing. */
export const FREE_FORMATS: ReadonlySet<string> = new Set([
  'password',
  'binary',
]);

/** Whether texts have formats; undefined where that cannot be told. */
export class FormatChecks {
  readonly #checks = new Map<string, (text: string) => boolean>();

  constructor() {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    for (const name of Object.keys(FORMAT_SAMPLES)) {
      this.#checks.set(name, ajv.compile<string>({ format: name }));
    }
  }

  check(format: string, text: string): boolean | undefined {
    return text.length > LONGEST ? undefined : this.#checks.get(format)?.(text);
  }
}
