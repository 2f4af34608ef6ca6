import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** What is asked of the permissions. */
interface Asked {
  permission: { name: string };
  resourceRef?: string;
}

/** Permissions that allow everything but what a test denies at that moment. */
export function permissionsBut(isDenied: (asked: Asked) => boolean) {
  return mockServices.permissions.mock({
    authorize: async requests =>
      requests.map((request: Asked) => ({
        result: isDenied(request)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW }) as const),
  });
}
