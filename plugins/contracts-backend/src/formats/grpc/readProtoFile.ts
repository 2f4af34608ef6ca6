import type {
  ProtoEnum,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoRange,
  ProtoRpc,
} from './protoModel';
import { readOption, readOptions } from './readOptions';
import { TokenStream } from './TokenStream';

const MOST_FIELD = 536_870_911;
const MOST_VALUE = 2_147_483_647;

type Reserving = Pick<ProtoMessage, 'reservedNumbers' | 'reservedNames'>;

function join(scope: string, name: string): string {
  return scope ? `${scope}.${name}` : name;
}

/** Reads one file; types inside types become types beside them. */
class FileReader {
  readonly #stream: TokenStream;
  readonly file: ProtoFile;
  readonly #options = new Map<string, string>();

  constructor(path: string, text: string) {
    this.#stream = new TokenStream(text, path);
    this.file = {
      ...{ path, syntax: 'proto2', package: '', imports: [] },
      ...{ options: this.#options, messages: [], enums: [] },
      ...{ services: [], extensions: [] },
    };
  }

  read(): ProtoFile {
    const stream = this.#stream;
    while (!stream.done) {
      if (!stream.take(';')) this.#statement();
    }
    return this.file;
  }

  #statement() {
    const stream = this.#stream;
    const { file } = this;
    if (stream.is('syntax', 'edition') && stream.isAfter('=')) {
      stream.next();
      stream.expect('=');
      file.syntax = stream.text();
    } else if (stream.take('package')) {
      file.package = stream.dottedName();
    } else if (stream.take('import')) {
      while (stream.is('public', 'weak', 'option')) stream.next();
      file.imports.push(stream.text());
    } else if (stream.take('option')) {
      readOption(stream, this.#options);
    } else if (stream.is('service')) {
      this.#service();
      return;
    } else if (this.#declaration(file.package)) {
      return;
    } else {
      stream.fail('nothing of Protobuf begins like this');
    }
    stream.expect(';');
  }

  /** A message, an enum or an extension, whatever it stands in. */
  #declaration(scope: string): boolean {
    const stream = this.#stream;
    // An edition may say who sees a type.
    if (stream.is('export', 'local') && !stream.isAfter('=')) {
      if (stream.isAfter('message') || stream.isAfter('enum')) stream.next();
    }
    if (stream.is('message') && !stream.isAfter('=')) {
      stream.next();
      this.#message(scope, stream.word(), new Map());
    } else if (stream.take('enum')) {
      this.#enum(scope);
    } else if (stream.take('extend')) {
      const target = stream.dottedName();
      stream.block(() => {
        for (const field of this.#field(scope, undefined)) {
          this.file.extensions.push({
            scope,
            field: { ...field, extends: target },
          });
        }
      });
    } else {
      return false;
    }
    return true;
  }

  #message(scope: string, name: string, options: Map<string, string>) {
    const fullName = join(scope, name);
    const message: ProtoMessage = {
      ...{ name, fullName, options, fields: [], extensionNumbers: [] },
      ...{ reservedNumbers: [], reservedNames: [] },
    };
    this.file.messages.push(message);
    this.#stream.block(() => this.#inMessage(message));
  }

  #inMessage(message: ProtoMessage) {
    const stream = this.#stream;
    if (stream.take('option')) {
      readOption(stream, message.options as Map<string, string>);
      stream.expect(';');
    } else if (stream.is('oneof') && !stream.isAfter('.')) {
      this.#oneof(message);
    } else if (stream.take('reserved')) {
      this.#reserved(message, MOST_FIELD);
    } else if (stream.take('extensions')) {
      message.extensionNumbers.push(...this.#ranges(MOST_FIELD));
      readOptions(stream);
      stream.expect(';');
    } else if (!this.#declaration(message.fullName)) {
      message.fields.push(...this.#field(message.fullName, undefined));
    }
  }

  #oneof(message: ProtoMessage) {
    const stream = this.#stream;
    stream.next();
    const oneof = stream.word();
    stream.block(() => {
      if (stream.take('option')) {
        readOption(stream, new Map());
        stream.expect(';');
        return;
      }
      message.fields.push(...this.#field(message.fullName, oneof));
    });
  }

  #field(scope: string, oneof: string | undefined): ProtoField[] {
    const stream = this.#stream;
    const labelled = stream.is('optional', 'required', 'repeated');
    const label = (labelled ? stream.next().value : '') as ProtoField['label'];
    if (stream.is('group') && !stream.isAfter('=')) {
      return [this.#group(scope, oneof, label)];
    }
    let key: string | undefined;
    let type = stream.dottedName();
    if (type === 'map' && stream.take('<')) {
      key = stream.word();
      stream.expect(',');
      type = stream.dottedName();
      stream.expect('>');
    }
    const name = stream.word();
    stream.expect('=');
    const number = stream.integer();
    const options = readOptions(stream);
    stream.expect(';');
    const place = { ...(key && { key }), ...(oneof && { oneof }) };
    return [{ name, number, label, type, group: false, options, ...place }];
  }

  #group(
    scope: string,
    oneof: string | undefined,
    label: ProtoField['label'],
  ): ProtoField {
    const stream = this.#stream;
    stream.next();
    const name = stream.word();
    stream.expect('=');
    const number = stream.integer();
    const options = readOptions(stream);
    this.#message(scope, name, new Map());
    return {
      ...{ name: name.toLowerCase(), number, label, options, group: true },
      ...{ type: `.${join(scope, name)}`, ...(oneof && { oneof }) },
    };
  }

  #enum(scope: string) {
    const stream = this.#stream;
    const name = stream.word();
    const options = new Map<string, string>();
    const declared: ProtoEnum = {
      ...{ name, fullName: join(scope, name), options, values: [] },
      ...{ reservedNumbers: [], reservedNames: [] },
    };
    this.file.enums.push(declared);
    stream.block(() => {
      if (stream.is('option') && !stream.isAfter('=')) {
        stream.next();
        readOption(stream, options);
        stream.expect(';');
      } else if (stream.is('reserved') && !stream.isAfter('=')) {
        stream.next();
        this.#reserved(declared, MOST_VALUE);
      } else {
        const value = stream.word();
        stream.expect('=');
        const number = stream.integer();
        const own = readOptions(stream);
        declared.values.push({ name: value, number, options: own });
        stream.expect(';');
      }
    });
  }

  #ranges(most: number): ProtoRange[] {
    const stream = this.#stream;
    const ranges: ProtoRange[] = [];
    do {
      const from = stream.integer();
      let to = from;
      if (stream.take('to')) to = stream.take('max') ? most : stream.integer();
      ranges.push([from, to]);
    } while (stream.take(','));
    return ranges;
  }

  #reserved(holder: Reserving, most: number) {
    const stream = this.#stream;
    if (stream.kind === 'number' || stream.is('-')) {
      holder.reservedNumbers.push(...this.#ranges(most));
    } else {
      do {
        // Editions write the names without quotes.
        const isText = stream.kind === 'text';
        holder.reservedNames.push(isText ? stream.text() : stream.word());
      } while (stream.take(','));
    }
    stream.expect(';');
  }

  #service() {
    const stream = this.#stream;
    stream.next();
    const name = stream.word();
    const options = new Map<string, string>();
    const rpcs: ProtoRpc[] = [];
    const fullName = join(this.file.package, name);
    this.file.services.push({ name, fullName, options, rpcs });
    stream.block(() => {
      if (stream.take('option')) {
        readOption(stream, options);
        stream.expect(';');
      } else {
        rpcs.push(this.#rpc());
      }
    });
  }

  #rpc(): ProtoRpc {
    const stream = this.#stream;
    const options = new Map<string, string>();
    stream.expect('rpc');
    const name = stream.word();
    const [request, requestStreams] = this.#rpcType();
    stream.expect('returns');
    const [response, responseStreams] = this.#rpcType();
    if (stream.is('{')) {
      stream.block(() => {
        stream.expect('option');
        readOption(stream, options);
        stream.expect(';');
      });
    } else {
      stream.expect(';');
    }
    const streams = { requestStreams, responseStreams };
    return { name, request, response, ...streams, options };
  }

  #rpcType(): [type: string, streams: boolean] {
    const stream = this.#stream;
    stream.expect('(');
    const streams = stream.is('stream') && !stream.isAfter(')');
    if (streams) stream.next();
    const type = stream.dottedName();
    stream.expect(')');
    return [type, streams];
  }
}

/** Reads one file of Protobuf. */
export function readProtoFile(path: string, text: string): ProtoFile {
  return new FileReader(path, text).read();
}
