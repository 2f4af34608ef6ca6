import { InputError } from '@backstage/errors';
import { NAMED_KINDS } from '@slipway/backstage-plugin-delivery-common';
import { z } from 'zod';

/** Body of a request for a preview. */
export const PreviewBody = z.strictObject({
  templateRef: z.string().min(1).max(500),
  values: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.string()).optional(),
});

/** Query of a request for a name. */
export const NameQuery = z.strictObject({
  kind: z.enum(NAMED_KINDS),
  name: z.string().min(1).max(200),
  /** Of before there was one place for reservations; not looked at. */
  repository: z.string().max(200).optional(),
});

/** Body of a request for what dies. */
export const RemovalBody = z.strictObject({
  component: z.string().min(1).max(200).optional(),
  tenant: z.string().min(1).max(200).optional(),
  environments: z.array(z.string().min(1).max(200)).max(100).optional(),
  repository: z.string().max(200).optional(),
});

/** @throws InputError that names what is wrong */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const words = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'request'}: ${message}`,
    );
    throw new InputError(words.join('; '));
  }
  return parsed.data;
}
