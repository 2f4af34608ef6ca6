import { readLines, readText } from './readLines';

async function* chunks(...parts: (string | Buffer)[]) {
  for (const part of parts) {
    yield Buffer.from(part);
  }
}

async function linesOf(source: AsyncIterable<Uint8Array>, max = 100) {
  const lines: string[] = [];
  for await (const line of readLines(source, max)) {
    lines.push(line);
  }
  return lines;
}

describe('readLines', () => {
  it('puts lines together over the borders of chunks', async () => {
    expect(await linesOf(chunks('one\ntw', 'o\n\nth', 'ree'))).toEqual([
      'one',
      'two',
      '',
      'three',
    ]);
  });

  it('keeps a letter whole that two chunks share', async () => {
    const bytes = Buffer.from('é\n');

    expect(
      await linesOf(chunks(bytes.subarray(0, 1), bytes.subarray(1))),
    ).toEqual(['é']);
  });

  it.each([
    ['without an end', ['xxxx', 'xxxx']],
    ['with one', ['xxxxxxxx\n']],
  ])('ends with an error at a line that is too long, %s', async (_, parts) => {
    await expect(linesOf(chunks(...parts), 7)).rejects.toMatchObject({
      failure: 'too-large',
    });
  });

  it('counts each line for itself', async () => {
    expect(await linesOf(chunks('xxxxx\nyyyyy\n'), 5)).toEqual([
      'xxxxx',
      'yyyyy',
    ]);
  });
});

describe('readText', () => {
  it('reads to the end, up to the limit', async () => {
    expect(await readText(chunks('on', 'e'), 3)).toBe('one');
    await expect(readText(chunks('on', 'e'), 2)).rejects.toMatchObject({
      failure: 'too-large',
    });
  });
});
