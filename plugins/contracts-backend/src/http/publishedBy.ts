import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who did something, as it is kept: a person, or the name of a program. */
export function publishedBy({ principal }: BackstageCredentials): string {
  const known = principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return known.userEntityRef ?? known.subject ?? 'unknown';
}
