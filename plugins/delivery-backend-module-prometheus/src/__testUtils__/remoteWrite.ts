/** A native histogram of one series at one time. */
export interface WrittenHistogram {
  labels: Record<string, string>;
  /** Milliseconds. */
  time: number;
  count: number;
  sum: number;
  /** Resolution: a bucket ends at 2^(2^-schema × index). */
  schema: number;
  /** Counts of buckets that follow one another, from this index on. */
  firstIndex: number;
  buckets: number[];
}

/*
 * Promtool fills in no native histograms, so these are written as an agent
 * would write them: protocol buffers, in the frame of snappy.
 */
function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

const zigzag = (value: number) => (value << 1) ^ (value >> 31);

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function field(
  number: number,
  wire: 0 | 1 | 2,
  value: Buffer | number[],
): Buffer {
  const length = wire === 2 ? varint(value.length) : [];
  return Buffer.concat([
    Buffer.from([...varint((number << 3) | wire), ...length]),
    Buffer.from(value),
  ]);
}

function label(name: string, value: string): Buffer {
  return field(
    1,
    2,
    Buffer.concat([
      field(1, 2, Buffer.from(name)),
      field(2, 2, Buffer.from(value)),
    ]),
  );
}

function histogram(written: WrittenHistogram): Buffer {
  const { count, sum, schema, firstIndex, buckets, time } = written;
  const span = Buffer.concat([
    field(1, 0, varint(zigzag(firstIndex))),
    field(2, 0, varint(buckets.length)),
  ]);
  const deltas = buckets.map((each, index) => each - (buckets[index - 1] ?? 0));
  return Buffer.concat([
    field(1, 0, varint(count)),
    field(3, 1, double(sum)),
    field(4, 0, varint(zigzag(schema))),
    field(5, 1, double(1e-128)),
    field(6, 0, varint(0)),
    field(11, 2, span),
    field(12, 2, Buffer.from(deltas.flatMap(delta => varint(zigzag(delta))))),
    field(15, 0, varint(time)),
  ]);
}

/** The frame of snappy around bytes that stay as they are. */
function snappy(bytes: Buffer): Buffer {
  const parts = [Buffer.from(varint(bytes.length))];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const part = bytes.subarray(at, at + 65_536);
    const length = Buffer.alloc(2);
    length.writeUInt16LE(part.length - 1);
    parts.push(Buffer.from([61 << 2]), length, part);
  }
  return Buffer.concat(parts);
}

/** Writes native histograms into a Prometheus that receives them. */
export async function writeHistograms(
  url: string,
  histograms: readonly WrittenHistogram[],
): Promise<void> {
  const series = histograms.map(written => {
    const labels = Object.entries(written.labels).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    return field(
      1,
      2,
      Buffer.concat([
        ...labels.map(([name, value]) => label(name, value)),
        field(4, 2, histogram(written)),
      ]),
    );
  });
  const response = await fetch(`${url}/api/v1/write`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    },
    body: new Uint8Array(snappy(Buffer.concat(series))),
  });
  if (!response.ok) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
}
