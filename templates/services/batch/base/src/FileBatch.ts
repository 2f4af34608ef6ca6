import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { COLUMNS, InvalidLine, type ItemStore, parseItem } from './items.js';

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

type Folder = (typeof FOLDERS)[number];

/** What the batch works with. */
export interface BatchOptions {
  /** Folder of `inbox`, `outbox` and so on; they are on one volume. */
  folder: string;
  log: Logger;
  registry: Registry;
  items: ItemStore;
}

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
      const lines = await this.#work(name);
      await this.#move(name, 'inbox', 'done');
      this.#metrics.files.inc({ outcome: 'done' });
      this.#metrics.success.setToCurrentTime();
      log.info({ file: name, ...lines }, 'a file is done');
      return true;
    } catch (error) {
      // A file that is none is put aside, so that it does not block the others;
      // with what may pass, such as a database that is away, it stays.
      const isFinal = error instanceof CsvError;
      if (isFinal) {
        await this.#move(name, 'inbox', 'failed');
      }
      this.#metrics.files.inc({ outcome: isFinal ? 'failed' : 'tried again' });
      log.error(
        { err: error, file: name, isFinal },
        'a file could not be worked on',
      );
      return isFinal;
    } finally {
      end();
    }
  }

  async #work(name: string): Promise<Lines> {
    const lines: Lines = { kept: 0, rejected: 0 };
    const bad = stringify({ header: true, columns: ['line', 'reason'] });
    const badFile = `rejected-${name}`;
    const written = pipeline(
      bad,
      createWriteStream(this.#path('work', badFile)),
    );
    try {
      await pipeline(
        createReadStream(this.#path('inbox', name)),
        parse({ columns: true, bom: true, skip_empty_lines: true, info: true }),
        source => this.#items(source, lines, bad),
        stringify({ header: true, columns: [...COLUMNS] }),
        createWriteStream(this.#path('work', name)),
      );
    } finally {
      bad.end();
      await written;
    }
    if (lines.rejected) {
      await rename(this.#path('work', badFile), this.#path('rejected', name));
    }
    await this.#move(name, 'work', 'outbox');
    return lines;
  }

  async *#items(
    source: AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number };
    }>,
    lines: Lines,
    bad: NodeJS.WritableStream & { write(line: object): boolean },
  ) {
    for await (const { record, info } of source) {
      try {
        const item = parseItem(record);
        await this.#options.items.add(item);
        lines.kept += 1;
        this.#metrics.lines.inc({ outcome: 'kept' });
        yield item;
      } catch (error) {
        if (!(error instanceof InvalidLine)) {
          throw error;
        }
        lines.rejected += 1;
        this.#metrics.lines.inc({ outcome: 'rejected' });
        bad.write({ line: info.lines, reason: error.message });
      }
    }
  }

  async #move(name: string, from: Folder, to: Folder) {
    await rename(this.#path(from, name), this.#path(to, name));
  }

  #path(folder: Folder, name = '') {
    return join(this.#options.folder, folder, name);
  }
}
