import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { type Stringifier, stringify } from 'csv-stringify';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import {
  type Move,
  UnreadableFile,
  assertReadable,
  freeName,
} from './files.js';
import { COLUMNS, type ItemStore, parseItem, reasonToReject } from './items.js';

/** Folders below the one of the data. */
const FOLDERS = [
  'inbox',
  'outbox',
  'rejected',
  'done',
  'failed',
  'work',
] as const;
const FILE = /^[^.].*\.csv$/i;
/** Names of what is being made; short, since a name of the inbox may have no room for more. */
const KEPT = 'kept.csv';
const REJECTED = 'rejected.csv';

type Folder = (typeof FOLDERS)[number];

/** What the batch works with. */
export interface BatchOptions {
  /** Folder of `inbox`, `outbox` and so on; they are on one volume. */
  folder: string;
  log: Logger;
  registry: Registry;
  items: ItemStore;
}

/** Nothing can be kept now; each file would fail. */
class StoreFailed extends Error {}

/** How many lines a file had. */
export interface Lines {
  kept: number;
  rejected: number;
}

function metricsOf(registry: Registry) {
  const registers = [registry];
  return {
    files: new Counter({
      name: 'batch_files_total',
      help: 'Files that were worked on',
      labelNames: ['outcome'],
      registers,
    }),
    lines: new Counter({
      name: 'batch_lines_total',
      help: 'Lines of files that were worked on',
      labelNames: ['outcome'],
      registers,
    }),
    durations: new Histogram({
      name: 'batch_file_duration_seconds',
      help: 'How long the work on a file took',
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 1800],
      registers,
    }),
    success: new Gauge({
      name: 'batch_last_success_timestamp_seconds',
      help: 'When a file was last worked on without a failure',
      registers,
    }),
  };
}

/**
 * Takes each file of the inbox, in the order of their names. What it makes
 * appears in the outbox whole or not at all, so a file that was begun when the
 * process ended is simply begun again.
 */
export class FileBatch {
  readonly #options: BatchOptions;
  readonly #metrics: ReturnType<typeof metricsOf>;
  readonly #ending = new AbortController();
  #rounds: Promise<void> = Promise.resolve();

  private constructor(options: BatchOptions) {
    this.#options = options;
    this.#metrics = metricsOf(options.registry);
    // What has no value yet has no increase either, when the first one fails.
    for (const outcome of ['done', 'failed']) {
      this.#metrics.files.inc({ outcome }, 0);
    }
  }

  static async create(options: BatchOptions): Promise<FileBatch> {
    const batch = new FileBatch(options);
    for (const name of FOLDERS) {
      await mkdir(join(options.folder, name), { recursive: true });
    }
    return batch;
  }

  /** Rejects while the folders cannot be reached. */
  async check() {
    await access(this.#path('inbox'));
  }

  /** Looks for files again and again. */
  start(everySeconds: number) {
    this.#rounds = this.#repeat(everySeconds * 1000);
  }

  /** Finishes the file that it has, and takes no more. */
  async close() {
    this.#ending.abort();
    await this.#rounds;
  }

  /** Works on what is in the inbox now. */
  async round(): Promise<void> {
    const names = await readdir(this.#path('inbox'));
    for (const name of names.filter(each => FILE.test(each)).sort()) {
      if (this.#ending.signal.aborted || !(await this.#take(name))) {
        return;
      }
    }
  }

  async #repeat(milliseconds: number) {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        await this.round();
      } catch (error) {
        this.#options.log.error({ err: error }, 'the inbox cannot be read');
      }
      await pause(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Whether the files after this one may be tried, too. */
  async #take(name: string): Promise<boolean> {
    const { log } = this.#options;
    const end = this.#metrics.durations.startTimer();
    try {
      await this.#work(name);
      return true;
    } catch (error) {
      // A file that is none is put aside, so that it does not block the others;
      // with what may pass, such as a database that is away, it stays.
      const isFinal =
        error instanceof CsvError || error instanceof UnreadableFile;
      this.#metrics.files.inc({ outcome: isFinal ? 'failed' : 'tried again' });
      log.error(
        { err: error, file: name, isFinal },
        'a file could not be worked on',
      );
      if (isFinal) {
        await this.#putAside(name);
      }
      return !(error instanceof StoreFailed);
    } finally {
      end();
    }
  }

  async #putAside(name: string) {
    try {
      await this.#move(
        [{ from: this.#path('inbox', name), to: 'failed' }],
        name,
      );
    } catch (error) {
      this.#options.log.error(
        { err: error, file: name },
        'a file stays in the inbox, since it cannot be moved',
      );
    }
  }

  async #work(name: string) {
    const source = this.#path('inbox', name);
    await assertReadable(source);
    const lines = await this.#convert(source);
    // Where no line was good the file itself is what is wrong.
    const isGood = lines.kept > 0 || lines.rejected === 0;
    const moves: Move<Folder>[] = [
      { from: source, to: isGood ? 'done' : 'failed' },
    ];
    if (isGood) {
      moves.unshift({ from: this.#path('work', KEPT), to: 'outbox' });
    }
    if (lines.rejected) {
      moves.unshift({ from: this.#path('work', REJECTED), to: 'rejected' });
    }
    const as = await this.#move(moves, name);
    await this.#clean();
    this.#metrics.files.inc({ outcome: isGood ? 'done' : 'failed' });
    if (isGood) {
      this.#metrics.success.setToCurrentTime();
      this.#options.log.info({ file: name, as, ...lines }, 'a file is done');
    } else {
      this.#options.log.error(
        { file: name, as, ...lines },
        'no line of a file was good',
      );
    }
  }

  /** Makes the good lines and the bad ones of a file, each in a file of `work`. */
  async #convert(source: string): Promise<Lines> {
    const lines: Lines = { kept: 0, rejected: 0 };
    const bad = stringify({ header: true, columns: ['line', 'reason'] });
    const failed = new AbortController();
    const { signal } = failed;
    const good = pipeline(
      createReadStream(source),
      parse({ columns: true, bom: true, skip_empty_lines: true, info: true }),
      records => this.#items(records, lines, bad, signal),
      stringify({ header: true, columns: [...COLUMNS] }),
      createWriteStream(this.#path('work', KEPT)),
      { signal },
    );
    const works = [
      pipeline(bad, createWriteStream(this.#path('work', REJECTED)), {
        signal,
      }),
      good.then(() => void bad.end()),
    ];
    // Both have ended before the next file is begun, whichever failed.
    await Promise.all(
      works.map(work => work.catch(error => failed.abort(error))),
    );
    if (signal.aborted) {
      await this.#clean();
      throw signal.reason;
    }
    return lines;
  }

  async *#items(
    records: AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number };
    }>,
    lines: Lines,
    bad: Stringifier,
    signal: AbortSignal,
  ) {
    for await (const { record, info } of records) {
      try {
        const item = parseItem(record);
        await this.#options.items.add(item);
        lines.kept += 1;
        this.#metrics.lines.inc({ outcome: 'kept' });
        yield item;
      } catch (error) {
        const reason = reasonToReject(error);
        if (reason === undefined) {
          throw new StoreFailed('The line could not be kept', { cause: error });
        }
        lines.rejected += 1;
        this.#metrics.lines.inc({ outcome: 'rejected' });
        if (!bad.write({ line: info.lines, reason })) {
          await once(bad, 'drain', { signal });
        }
      }
    }
  }

  /** Moves all of them, by one name that overwrites nothing. */
  async #move(moves: Move<Folder>[], wanted: string): Promise<string> {
    const name = await freeName(this.#options.folder, moves, wanted);
    for (const { from, to } of moves) {
      await rename(from, this.#path(to, name));
    }
    return name;
  }

  async #clean() {
    for (const name of [KEPT, REJECTED]) {
      await rm(this.#path('work', name), { force: true });
    }
  }

  #path(folder: Folder, name = '') {
    return join(this.#options.folder, folder, name);
  }
}
