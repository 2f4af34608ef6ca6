import type {
  CountsRequest,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type { Detected, RequestCandidate } from '../detection/ProfileDetector';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { toBatches, windowIdOf, type SpanBatch } from './batches';
import { askCounts, type CountsAt } from './CountsAsker';
import { groupBy } from './groupBy';
import { inWaves } from './inWaves';
import { LeftOut } from './LeftOut';
import {
  askedSpan,
  endOf,
  place,
  roundSpan,
  sharedMiddle,
  type AskedSpan,
} from './spans';

type Counts = (RequestCounts | undefined)[];

/** One request, with how it is asked. */
interface Item {
  request: CountsRequest;
  span: AskedSpan | undefined;
  detected: Detected | undefined;
}

/** More different spans than these are rounded, so that they become fewer. */
const MOST_EXACT = 40;

/** Counts over any spans of time; spans with parts of one length are asked together. */
export class CountsReaderService {
  readonly #access: ServerAccess;

  private constructor(access: ServerAccess) {
    this.#access = access;
  }

  static create(access: ServerAccess) {
    return new CountsReaderService(access);
  }

  /** @returns one answer for each request, in their order */
  async counts(
    requests: readonly CountsRequest[],
    asker: Asker,
  ): Promise<Counts[]> {
    const { detector, ambiguity, now } = this.#access;
    const targets = [...new Set(requests.map(({ target }) => target))];
    const found = await detector.detect(targets, now(), this.#ask(asker));
    const detected = new Map(
      ambiguity
        .leaveOut(asker.headers, found)
        .map(each => [each.target, each] as const),
    );
    const spans = this.#spansOf(requests);
    const items = requests.map((request, index): Item => ({
      ...{ request, span: spans[index] },
      detected: detected.get(request.target),
    }));
    const counts = await this.#count(
      items,
      items.map(item => item.detected?.requests),
      asker,
    );
    const others = await this.#otherwise(
      items.filter((_, index) => !counts[index].some(Boolean)),
      asker,
    );
    const again = [...others.keys()];
    const late = await this.#count(again, [...others.values()], asker);
    again.forEach((item, index) => {
      counts[items.indexOf(item)] = late[index];
    });
    return items.map(({ request }, index) =>
      place(counts[index], request.span.parts),
    );
  }

  #spansOf(requests: readonly CountsRequest[]): (AskedSpan | undefined)[] {
    const { server, byItsClock } = this.#access;
    const { scrapeInterval } = server;
    const spans = requests.map(({ span }) =>
      askedSpan(byItsClock(span), scrapeInterval),
    );
    const different = new Set(spans.map(span => JSON.stringify(span)));
    return different.size > MOST_EXACT
      ? spans.map(span => span && roundSpan(span, scrapeInterval))
      : spans;
  }

  /** A version may have been measured by other metrics than the one that runs now. */
  async #otherwise(
    items: readonly Item[],
    asker: Asker,
  ): Promise<Map<Item, RequestCandidate>> {
    const { detector, ambiguity } = this.#access;
    // At its ends other versions may have been there too.
    const byMiddle = groupBy(
      items.filter(({ span }) => span),
      ({ span }) => sharedMiddle(span!.from, endOf(span!)),
    );
    const waves = await inWaves([...byMiddle], this.#atATime, async some => {
      const [middle, there] = some;
      const targets = there.map(({ request }) => request.target);
      const then = await detector.detectAt(targets, middle, this.#ask(asker));
      return then.flatMap(({ requests }, index) => {
        const { detected } = there[index];
        return requests &&
          requests.metrics !== detected?.requests?.metrics &&
          !ambiguity.sharedWith(asker.headers, requests).length
          ? [[there[index], requests] as const]
          : [];
      });
    });
    return new Map(waves.flat());
  }

  /** @returns counts of the parts that were asked for, in the order of the items */
  async #count(
    items: readonly Item[],
    candidates: readonly (RequestCandidate | undefined)[],
    asker: Asker,
  ): Promise<Counts[]> {
    const tasks = items.flatMap(({ span }, index) => {
      const candidate = candidates[index];
      return span && candidate ? [{ candidate, span }] : [];
    });
    const batches = toBatches(tasks);
    const leftOut = LeftOut.create(this.#access.tooMuch);
    const waves = await inWaves(batches, this.#atATime, batch =>
      this.#askBatch(batch, asker, leftOut),
    );
    leftOut.refuseAllOf(batches.flatMap(batch => batch.tasks).length);
    const readers = new Map<string, Reader[]>();
    waves.forEach((at, index) => {
      const { step, to, tasks: some } = batches[index];
      for (const id of new Set(some.map(({ window }) => window.id))) {
        const key = `${step} ${id}`;
        readers.set(key, [...(readers.get(key) ?? []), { at, to }]);
      }
    });
    return items.map(({ span, request }, index) =>
      span
        ? countsOf(span, candidates[index], readers)
        : nothing(request.span.parts),
    );
  }

  #askBatch(
    { step, parts, to, tasks }: SpanBatch,
    asker: Asker,
    leftOut: LeftOut,
  ): Promise<CountsAt> {
    const { wholeAt, wholeOver } = this.#access;
    const range = { from: to - (parts - 1) * step, to, step };
    return askCounts(
      tasks,
      query =>
        parts === 1
          ? wholeAt(query, to, asker)
          : wholeOver(query, range, asker),
      leftOut,
    );
  }

  /** Others ask the same server too. */
  get #atATime(): number {
    return Math.ceil(this.#access.server.concurrency / 2);
  }

  #ask(asker: Asker) {
    const { wholeAt } = this.#access;
    return (query: string, time: number) => wholeAt(query, time, asker);
  }
}

interface Reader {
  at: CountsAt;
  to: number;
}

/** Equal spans may have been asked for by several queries, of which one has this deployment. */
function countsOf(
  span: AskedSpan,
  candidate: RequestCandidate | undefined,
  readers: ReadonlyMap<string, Reader[]>,
): Counts {
  const { step, parts } = span;
  const id = windowIdOf(span);
  const some = readers.get(`${step} ${id}`) ?? [];
  return Array.from({ length: parts }, (_, index) => {
    for (const { at, to } of candidate ? some : []) {
      const counts = at(id, candidate!, to - (parts - 1 - index) * step);
      if (counts) {
        return counts;
      }
    }
    return undefined;
  });
}

function nothing(parts: number): Counts {
  return Array.from({ length: parts }, () => undefined);
}
