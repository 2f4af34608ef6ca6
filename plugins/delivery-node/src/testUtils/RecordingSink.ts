import type { RuntimeObservation, RuntimeSink } from '../runtime';

/** @public */
export type SinkCall =
  | { type: 'replace'; observations: RuntimeObservation[] }
  | { type: 'update'; observations: RuntimeObservation[] }
  | { type: 'remove'; keys: string[] }
  | { type: 'alive' }
  | { type: 'silent'; cause: string };

/**
 * Remembers what an observer said, and what is known after it.
 *
 * @public
 */
export class RecordingSink implements RuntimeSink {
  readonly calls: SinkCall[] = [];
  readonly known = new Map<string, RuntimeObservation>();

  async replace(observations: RuntimeObservation[]): Promise<void> {
    this.calls.push({ type: 'replace', observations });
    this.known.clear();
    this.#remember(observations);
  }

  async update(observations: RuntimeObservation[]): Promise<void> {
    this.calls.push({ type: 'update', observations });
    this.#remember(observations);
  }

  async remove(keys: string[]): Promise<void> {
    this.calls.push({ type: 'remove', keys });
    for (const key of keys) {
      this.known.delete(key);
    }
  }

  async alive(): Promise<void> {
    this.calls.push({ type: 'alive' });
  }

  async silent(cause: string): Promise<void> {
    this.calls.push({ type: 'silent', cause });
  }

  /** Calls of one kind, oldest first. */
  of<T extends SinkCall['type']>(type: T): Extract<SinkCall, { type: T }>[] {
    return this.calls.filter(
      (call): call is Extract<SinkCall, { type: T }> => call.type === type,
    );
  }

  #remember(observations: RuntimeObservation[]): void {
    for (const observation of observations) {
      this.known.set(observation.key, observation);
    }
  }
}
