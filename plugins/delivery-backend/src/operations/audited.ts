import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** What an audited request is about. */
export interface AuditedRequest {
  auditor: AuditorService;
  /** Absent when it did not come by HTTP. */
  request?: Request;
  eventId: string;
  meta: JsonObject;
}

/** Runs a mutation and writes one audit event for it: that it succeeded, or why not. */
export async function audited<T extends { id: string }>(
  { auditor, request, eventId, meta }: AuditedRequest,
  work: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'high',
    request,
    meta,
  });
  try {
    const result = await work();
    await event.success({ meta: { operationId: result.id } });
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
