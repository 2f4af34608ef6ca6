import type { TokenStream } from './TokenStream';

type Options = Map<string, string>;

function nameOf(stream: TokenStream): string {
  const parts: string[] = [];
  do {
    if (stream.take('(')) {
      parts.push(`(${stream.dottedName().replace(/^\./, '')})`);
      stream.expect(')');
    } else {
      parts.push(stream.word());
    }
  } while (stream.take('.'));
  return parts.join('.');
}

function readList(stream: TokenStream, name: string, options: Options) {
  const items: string[] = [];
  stream.expect('[');
  while (!stream.take(']')) {
    const item: Options = new Map();
    readValue(stream, name, item);
    items.push([...item].map(pair => pair.join('=')).join(' '));
    stream.take(',');
  }
  options.set(name, `[${items.join(', ')}]`);
}

function readMessage(stream: TokenStream, name: string, options: Options) {
  const close = stream.is('<') ? '>' : '}';
  stream.next();
  while (!stream.take(close)) {
    const inside = stream.take('[')
      ? `[${stream.dottedName()}${stream.take('/') ? `/${stream.dottedName()}` : ''}]`
      : stream.word();
    if (inside.startsWith('[')) stream.expect(']');
    stream.take(':');
    readValue(stream, `${name}.${inside}`, options);
    if (!stream.take(',')) stream.take(';');
  }
}

function readValue(stream: TokenStream, name: string, options: Options): void {
  if (stream.is('{', '<')) {
    readMessage(stream, name, options);
  } else if (stream.is('[')) {
    readList(stream, name, options);
  } else if (stream.kind === 'text') {
    options.set(name, JSON.stringify(stream.text()));
  } else {
    const sign = stream.take('-') ? '-' : '';
    stream.take('+');
    const { kind, value } = stream.next();
    const number = kind === 'number' ? String(Number(value)) : 'NaN';
    options.set(name, sign + (number === 'NaN' ? value : number));
  }
}

/** Reads `name = value`; what a value holds becomes options of their own. */
export function readOption(stream: TokenStream, options: Options): void {
  const name = nameOf(stream);
  stream.expect('=');
  readValue(stream, name, options);
}

/** Reads the options in brackets behind a field or a value. */
export function readOptions(stream: TokenStream): Options {
  const options: Options = new Map();
  if (!stream.take('[')) return options;
  do {
    readOption(stream, options);
  } while (stream.take(','));
  stream.expect(']');
  return options;
}
