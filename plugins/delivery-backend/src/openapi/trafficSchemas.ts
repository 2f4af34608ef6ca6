import { boolean, list, object, ref, string, time } from './shapes';

/** JSON Schemas of who calls whom; see the types of the same names in delivery-common. */
export const traffic = {
  Calls: object(
    { to: string, requests: { type: 'number', minimum: 0 }, lastCallAt: time },
    { from: string },
  ),
  WatchedComponent: object({ entityRef: string, since: time, until: time }),
  CallsSource: object(
    { id: string, title: string, simulated: boolean },
    { readUntil: time, problem: string },
  ),
  CallsResponse: object({
    items: list(ref('Calls')),
    watched: list(ref('WatchedComponent')),
    sources: list(ref('CallsSource')),
  }),
};
