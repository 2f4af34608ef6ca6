import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { digestOf } from '../changes/applyChange';
import { loadCertificate, publicKeyOf } from '../sealing/readCertificate';
import { sealedSecret } from '../sealing/sealedSecret';
import { SEALING_SCOPES } from '../sealing/sealValue';
import { deliverySecretSealExamples } from './deliverySecretSeal.examples';
import type { ActionDependencies, Zod } from './types';

/** Put there by the scaffolder itself. */
const OWN = ['backstageToken', '__initiatorCredentials'];

const sealInput = {
  name: (z: Zod) => z.string().min(1).describe('Name of the secret'),
  namespace: (z: Zod) => z.string().min(1).describe('Its namespace'),
  scope: (z: Zod) =>
    z
      .enum(SEALING_SCOPES)
      .optional()
      .describe(
        'Where it may be opened: only under this name (strict, the default), anywhere in the namespace, or in the cluster',
      ),
  data: (z: Zod) =>
    z
      .record(z.string())
      .optional()
      .describe('Values by key, each from ${{ secrets.… }} and nowhere else'),
  sealed: (z: Zod) =>
    z
      .record(z.string())
      .optional()
      .describe(
        'Values by key that a form sealed already, for the same name, namespace and scope',
      ),
  type: (z: Zod) => z.string().optional().describe('Opaque by default'),
  certificate: (z: Zod) =>
    z
      .object({
        file: z.string().optional(),
        url: z.string().optional(),
        cluster: z.string().optional(),
      })
      .optional()
      .describe(
        "The controller's certificate: a file of the workspace, an allowed url, or a configured cluster; not needed when all is sealed already",
      ),
  path: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('File of the workspace that the manifest is written to'),
};

/**
 * What stands in the parameters of a task is kept in its database, so a value
 * that does not come from the secrets is no secret any more.
 *
 * @throws InputError that names the key
 */
function assertFromSecrets(
  data: Record<string, string>,
  secrets: Record<string, string | undefined> = {},
) {
  const known = Object.entries(secrets)
    .filter(([name, value]) => value && !OWN.includes(name))
    .map(([, value]) => value!);
  for (const [key, value] of Object.entries(data)) {
    if (!value || !known.some(secret => value.includes(secret))) {
      throw new InputError(
        `The value of ${key} is empty or does not come from \${{ secrets.… }}; anything else is kept in the database of tasks.`,
      );
    }
  }
}

/** Seals values by the certificate of a cluster, for Git to hold. */
export function createDeliverySecretSealAction({
  config,
}: Pick<ActionDependencies, 'config'>) {
  return createTemplateAction({
    id: 'delivery:secret:seal',
    description:
      'Seals values in the format of Sealed Secrets, so that only the controller of the cluster can open them',
    examples: deliverySecretSealExamples,
    supportsDryRun: true,
    schema: {
      input: sealInput,
      output: {
        manifest: z => z.string().describe('The SealedSecret, as YAML'),
      },
    },
    async handler(ctx) {
      const { data = {}, sealed = {}, scope = 'strict', path } = ctx.input;
      const { name, namespace, type, certificate = {} } = ctx.input;
      const keys = [...Object.keys(data), ...Object.keys(sealed)];
      assertFromSecrets(data, ctx.secrets);
      let isNew = false;
      const manifest = await ctx.checkpoint({
        // Never of the values: a digest of a short word can be guessed.
        key: `seal.${digestOf([name, namespace, scope, keys])}`,
        fn: async () => {
          isNew = true;
          const secret = { name, namespace, scope, data, sealed, type };
          if (!Object.keys(data).length) return sealedSecret(undefined, secret);
          const pem = await loadCertificate(certificate, config.sealing, ctx);
          return sealedSecret(publicKeyOf(pem), secret);
        },
      });
      if (path) {
        const file = resolveSafeChildPath(ctx.workspacePath, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, manifest);
      }
      if (!isNew) {
        // Sealed anew it would be another text, and a resumed task another change.
        ctx.logger.warn(
          `${namespace}/${name} was sealed by an earlier try of this task and is taken as it is; start the template anew to seal other values.`,
        );
      }
      const count = keys.length;
      ctx.logger.info(
        `${count === 1 ? '1 value is' : `${count} values are`} sealed as ${namespace}/${name}, ${scope}.`,
      );
      ctx.output('manifest', manifest);
    },
  });
}
