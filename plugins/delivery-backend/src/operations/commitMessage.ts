import {
  DELIVERY_TRAILERS,
  type OperationRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { OperationContext } from './toOperation';

/**
 * One line of text: line breaks, tabs and control characters become spaces.
 * Without this a reason could add trailers of its own.
 */
export function toOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a message is made from. */
export interface CommitMessageInput {
  operationId: string;
  requestedBy: string;
  request: OperationRequest;
  context: OperationContext;
  /** Author, sha and subject of the commit that once brought the version. */
  reference?: { commit: string; author: string; subject: string; at: string };
}

function trailerLines(input: CommitMessageInput): string[] {
  const { request, operationId, requestedBy, reference } = input;
  const lines: [string, string | undefined][] = [];
  if (request.type === 'undo') {
    lines.push([DELIVERY_TRAILERS.undoOf, request.undoes]);
  } else if (request.type === 'upgrade') {
    lines.push([DELIVERY_TRAILERS.upgradeFrom, request.expected.version]);
    lines.push([DELIVERY_TRAILERS.upgradeTo, request.version]);
  } else {
    lines.push([DELIVERY_TRAILERS.from, request.expected.version]);
    lines.push([DELIVERY_TRAILERS.to, request.version]);
  }
  lines.push([DELIVERY_TRAILERS.reason, request.reason]);
  lines.push([DELIVERY_TRAILERS.requestedBy, requestedBy]);
  lines.push([DELIVERY_TRAILERS.incident, request.incident]);
  lines.push([DELIVERY_TRAILERS.operationId, operationId]);
  if (reference) {
    // Argo CD shows the commit that these name beside its own.
    lines.push(['Argocd-reference-commit-sha', reference.commit]);
    lines.push(['Argocd-reference-commit-author', reference.author]);
    lines.push(['Argocd-reference-commit-subject', reference.subject]);
    lines.push(['Argocd-reference-commit-date', reference.at]);
  }
  return lines.flatMap(([key, value]) => {
    const text = value && toOneLine(value);
    return text ? [`${key}: ${text}`] : [];
  });
}

const VERBS: Record<OperationRequest['type'], string> = {
  ...{ rollback: 'Roll back', undo: 'Put back', upgrade: 'Upgrade' },
};

/** Subject and trailers of the commit an operation makes. */
export function commitMessage(input: CommitMessageInput): string {
  const { request, context } = input;
  const place = [context.environment, context.tenant]
    .filter(Boolean)
    .join(' · ');
  const verb = VERBS[request.type];
  const subject = toOneLine(
    `${verb} ${context.component} in ${place}: ${request.expected.version} → ${request.version}`,
  );
  return `${subject}\n\n${trailerLines(input).join('\n')}\n`;
}
