import type {
  CountsRequest,
  HealthSpan,
  HealthTarget,
  RequestCounts,
} from '@slipway/backstage-plugin-delivery-node';
import type { Detected, RequestCandidate } from '../detection/ProfileDetector';
import type { Asker, ServerAccess } from '../server/ServerAccess';
import { askCounts } from './CountsAsker';
import { askedSpan, endsOf, spread, type AskedSpan } from './spans';

type Counts = (RequestCounts | undefined)[];

const WINDOW = 'part';

/** Counts over any spans of time; equal spans are asked together. */
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
    const detected = ambiguity.leaveOut(asker.headers, found);
    const byTarget = new Map(detected.map(each => [each.target, each]));
    const spans = new Map<string, CountsRequest[]>();
    for (const request of requests) {
      const { from, to, parts } = request.span;
      const key = `${from} ${to} ${parts}`;
      spans.set(key, [...(spans.get(key) ?? []), request]);
    }
    const answers = new Map<CountsRequest, Counts>();
    await Promise.all(
      [...spans.values()].map(async some => {
        const [{ span }] = some;
        const found = await this.#ofSpan(
          some.map(({ target }) => target),
          span,
          byTarget,
          asker,
        );
        some.forEach((request, index) => answers.set(request, found[index]));
      }),
    );
    return requests.map(request => answers.get(request)!);
  }

  async #ofSpan(
    targets: readonly HealthTarget[],
    span: HealthSpan,
    detected: ReadonlyMap<HealthTarget, Detected>,
    asker: Asker,
  ): Promise<Counts[]> {
    const asked = askedSpan(span, this.#access.server.scrapeInterval);
    if (!asked) {
      return targets.map(() => nothing(span.parts));
    }
    const candidates = targets.map(target => detected.get(target)?.requests);
    const counts = await this.#count(candidates, asked, asker);
    const absent = targets.filter((_, index) => !counts[index].some(Boolean));
    const others = await this.#otherwise(absent, span, detected, asker);
    const again = await this.#count([...others.values()], asked, asker);
    const late = new Map(
      [...others.keys()].map((target, index) => [target, again[index]]),
    );
    return targets.map((target, index) =>
      spread(late.get(target) ?? counts[index], span.parts),
    );
  }

  /** A version may have been measured by other metrics than the one that runs now. */
  async #otherwise(
    targets: readonly HealthTarget[],
    { from, to }: HealthSpan,
    detected: ReadonlyMap<HealthTarget, Detected>,
    asker: Asker,
  ): Promise<Map<HealthTarget, RequestCandidate>> {
    const { detector, ambiguity } = this.#access;
    // At its ends other versions may have been there too.
    const middle = Math.round((from + to) / 2);
    const then = targets.length
      ? await detector.detectAt(targets, middle, this.#ask(asker))
      : [];
    return new Map(
      then.flatMap(({ target, requests }) =>
        requests &&
        requests.metrics !== detected.get(target)?.requests?.metrics &&
        !ambiguity.sharedWith(asker.headers, requests).length
          ? [[target, requests] as const]
          : [],
      ),
    );
  }

  async #count(
    candidates: readonly (RequestCandidate | undefined)[],
    span: AskedSpan,
    asker: Asker,
  ): Promise<Counts[]> {
    const some = candidates.flatMap(candidate => candidate ?? []);
    const { step: seconds, parts } = span;
    const ends = endsOf(span);
    const [from] = ends;
    const to = ends.at(-1)!;
    const window = { id: WINDOW, seconds, lookBack: seconds, buckets: true };
    const at = await askCounts(some, [window], query =>
      parts === 1
        ? this.#access.wholeAt(query, to, asker)
        : this.#access.wholeOver(query, { from, to, step: seconds }, asker),
    );
    return candidates.map(candidate =>
      ends.map(end => candidate && at(WINDOW, candidate, end)),
    );
  }

  #ask(asker: Asker) {
    return (query: string, time: number) =>
      this.#access.wholeAt(query, time, asker);
  }
}

function nothing(parts: number): Counts {
  return Array.from({ length: parts }, () => undefined);
}
