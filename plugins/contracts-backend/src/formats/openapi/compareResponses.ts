import type { ContractChange } from '@slipway/backstage-plugin-contracts-common';
import type { Response } from './Api';
import {
  type ApiComparison,
  type OperationPair,
  opposite,
} from './ApiComparison';
import { compareHeaders } from './compareHeaders';
import { compareMedia } from './compareMedia';
import { compareNotes } from './compareNotes';

function isSuccess({ status }: Response): boolean {
  return /^[23]/.test(status);
}

function rangeOf(status: string): string {
  return /^\d{3}$/.test(status) ? `${status[0]}XX` : status;
}

function isIn({ status }: Response, range: Response): boolean {
  return status !== range.status && rangeOf(status) === range.status;
}

/** The response that a status falls under, if it was not listed by itself. */
function covering(
  status: string,
  responses: readonly Response[],
  others: readonly Response[],
): Response | undefined {
  const range = responses.find(each => each.status === rangeOf(status));
  if (range) return range;
  // What all other statuses mean takes the place only if it is new there.
  const known = others.some(each => each.status === 'default');
  return known ? undefined : responses.find(each => each.status === 'default');
}

class ResponseComparison {
  constructor(
    private readonly comparison: ApiComparison,
    private readonly pair: OperationPair,
  ) {}

  compare(): ContractChange[] {
    const { before, after } = this.pair;
    const young = new Map(after.responses.map(each => [each.status, each]));
    const matched = new Set<Response>();
    const changes: ContractChange[] = [];
    for (const response of before.responses) {
      const other =
        young.get(response.status) ??
        covering(response.status, after.responses, before.responses);
      if (other) {
        matched.add(other);
        if (isIn(response, other)) this.#widened(response, other);
        changes.push(...this.#compare(response, other));
      } else if (!after.responses.some(each => isIn(each, response))) {
        this.#removed(response);
      }
    }
    for (const response of after.responses) {
      if (matched.has(response)) continue;
      const known = before.responses.find(each => isIn(response, each));
      if (known) changes.push(...this.#compare(known, response));
      else this.#added(response);
    }
    return changes;
  }

  #use({ status }: Response) {
    const { name, requests } = this.pair;
    const title =
      status === 'default' ? 'the default response' : `the ${status} response`;
    return {
      direction: opposite(requests),
      operation: name,
      where: `${title} of ${name}`,
    };
  }

  #widened(before: Response, after: Response) {
    const { where, direction, operation } = this.#use(before);
    this.comparison.add({
      rule: isSuccess(before) ? 'success-status-added' : 'error-status-added',
      message: `T${where.slice(1)} became one for ${after.status}.`,
      ...{ before: before.node, after: after.node },
      text: { before: before.status, after: after.status },
      subject: { operation, hits: 'who-uses' },
      direction,
    });
  }

  #removed(response: Response) {
    const { where, direction, operation } = this.#use(response);
    this.comparison.add({
      rule: this.#ruleOfRemoved(response),
      message: `T${where.slice(1)} was removed.`,
      ...{ before: response.node, text: { before: response.status } },
      subject: { operation, hits: 'who-uses' },
      direction,
    });
  }

  #ruleOfRemoved(response: Response): string {
    if (isSuccess(response)) return 'success-status-removed';
    const isDefault = ({ status }: Response) => status === 'default';
    // Whoever knew the default has to be ready for failures of its form.
    const covered = this.pair.after.responses.some(isDefault);
    return covered || isDefault(response)
      ? 'error-status-merged'
      : 'error-status-removed';
  }

  #added(response: Response) {
    const { where, direction, operation } = this.#use(response);
    this.comparison.add({
      rule: isSuccess(response) ? 'success-status-added' : 'error-status-added',
      message: `T${where.slice(1)} is new.`,
      ...{ after: response.node, text: { after: response.status } },
      subject: { operation, hits: 'who-uses' },
      direction,
    });
  }

  #compare(before: Response, after: Response): ContractChange[] {
    const { comparison } = this;
    const use = this.#use(before);
    compareNotes(comparison, {
      ...{ before, after, what: `T${use.where.slice(1)}` },
      subject: { operation: use.operation },
    });
    this.#links(before, after);
    return [
      ...compareHeaders(comparison, before.headers, after.headers, use),
      ...compareMedia(comparison, before.media, after.media, use),
    ];
  }

  #links(before: Response, after: Response) {
    const { where, direction, operation } = this.#use(before);
    const tell = (name: string, removed: boolean) =>
      this.comparison.add({
        rule: removed ? 'link-removed' : 'link-added',
        message: `The link ${name} of ${where} ${removed ? 'was removed' : 'is new'}.`,
        ...{ before: before.node, after: after.node, direction },
        subject: { operation },
      });
    for (const name of before.links) {
      if (!after.links.includes(name)) tell(name, true);
    }
    for (const name of after.links) {
      if (!before.links.includes(name)) tell(name, false);
    }
  }
}

/** What changed in the responses of an operation. */
export function compareResponses(
  comparison: ApiComparison,
  pair: OperationPair,
): ContractChange[] {
  return new ResponseComparison(comparison, pair).compare();
}
