import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** What an audited request is about. */
export interface AuditedRequest {
  auditor: AuditorService;
  request: Request;
  eventId: string;
  meta: JsonObject;
}

/** Runs a mutation and writes one audit event for it: that it succeeded, or why not. */
export async function audited<T>(
  { auditor, request, eventId, meta }: AuditedRequest,
  work: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    ...{ eventId, severityLevel: 'medium', request, meta },
  });
  try {
    const result = await work();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
