import type { CallProfile } from '../CallProfile';

/** What the proxy of Linkerd sees go out. */
export const linkerd: CallProfile = {
  id: 'linkerd',
  title: 'Linkerd',
  description: 'Requests that the proxy of Linkerd beside the caller lets out.',
  metric: 'response_total',
  only: [{ label: 'direction', equals: 'outbound' }],
  caller: { namespace: '{namespace}', deployment: '{component}' },
  called: { dst_namespace: '{namespace}', dst_deployment: '{component}' },
};
