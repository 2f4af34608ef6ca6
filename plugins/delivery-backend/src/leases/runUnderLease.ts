import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Lease, LeaseStore } from './LeaseStore';

/** What runs, and under which lease. */
export interface LeasedWork {
  leases: LeaseStore;
  name: string;
  logger: LoggerService;
  /** Ends the wish to work at all. */
  signal: AbortSignal;
  /** Works until its signal is aborted: the lease is lost, or the process stops. */
  work: (signal: AbortSignal, lease: Lease) => Promise<void>;
  /** Pause before trying again, in milliseconds. */
  retryMs?: number;
}

/** Waits, or returns at once when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    // It was aborted, which is the other way for the wait to end.
  }
}

/**
 * Works while it has the lease, again and again, until the signal is aborted.
 * On every replica the same call waits for its turn.
 */
export async function runUnderLease(options: LeasedWork): Promise<void> {
  const { leases, name, signal, logger } = options;
  const retryMs = options.retryMs ?? leases.ttlMs / 4;
  while (!signal.aborted) {
    try {
      const lease = await leases.acquire(name);
      if (lease) {
        await workWith(options, lease);
      }
    } catch (error) {
      logger.warn('Work under a lease ended with an error and is tried again', {
        lease: name,
        cause: String(error),
      });
    }
    await pause(retryMs, signal);
  }
}

async function workWith(options: LeasedWork, lease: Lease) {
  const { leases, signal, work } = options;
  const lost = new AbortController();
  const inner = AbortSignal.any([signal, lost.signal]);
  const renewal = setInterval(async () => {
    const renewed = await leases.renew(lease).catch(() => false);
    if (!renewed) {
      lost.abort();
    }
  }, leases.ttlMs / 3);
  try {
    await work(inner, lease);
  } finally {
    clearInterval(renewal);
    await leases.release(lease).catch(() => {});
  }
}
