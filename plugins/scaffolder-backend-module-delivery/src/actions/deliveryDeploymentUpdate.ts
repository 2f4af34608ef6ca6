import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  ChangeRequest,
  DeploymentFiles,
  DeploymentPlace,
  FileWrite,
} from '@slipway/backstage-plugin-delivery-common';
import { applyPlanned, changeOutputs } from '../changes/applyChange';
import { quotaInput } from '../changes/quotas';
import { reasonOf } from '../changes/reasonOf';
import {
  below,
  type InlineFile,
  readSources,
  sourceInput,
} from '../files/readSources';
import { assertNewEntity } from '../places/assertNewEntity';
import { findDeployment } from '../places/findDeployment';
import { changeInput, describePlace, placeInput } from '../places/placeInput';
import { setValue, type ValueChange } from '../yaml/setValue';
import { deliveryDeploymentUpdateExamples } from './deliveryDeploymentUpdate.examples';
import type { ActionDependencies, StepContext, Zod } from './types';

interface UpdateInput extends DeploymentPlace {
  values?: FileValue[];
  removeFiles?: string[];
  onlyExisting?: boolean;
  reason?: string;
}

/** A value and the file that it stands in. */
interface FileValue extends ValueChange {
  file: string;
}

const updateInput = {
  values: (z: Zod) =>
    z
      .array(
        z.object({
          file: z.string().min(1).describe('File in the folder'),
          path: z.string().min(1).describe('Names joined by dots: image.tag'),
          value: z.union([z.string(), z.number(), z.boolean()]),
        }),
      )
      .optional()
      .describe('Single values of YAML files; all else in them stays'),
  onlyNew: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Refuse when one of the files is there already with another text',
      ),
  onlyExisting: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe('Refuse when one of the files is not there yet'),
  newEntity: (z: Zod) =>
    z
      .string()
      .min(1)
      .optional()
      .describe(
        'Refuse when the catalog knows this entity from elsewhere: component:default/orders',
      ),
  removeFiles: (z: Zod) =>
    z.array(z.string().min(1)).optional().describe('Files that go'),
};

/** The files of a folder with some values set; each file once. */
export function withValues(
  { path: folder, files }: DeploymentFiles,
  values: readonly FileValue[],
): FileWrite[] {
  const texts = new Map<string, string>();
  for (const { file, ...change } of values) {
    const text =
      texts.get(file) ?? files.find(({ path }) => path === file)?.text;
    if (text === undefined) {
      throw new InputError(`${folder} has no text file '${file}'.`);
    }
    texts.set(file, setValue(file, text, change));
  }
  return [...texts].map(([file, text]) => ({
    path: `${folder}/${file}`,
    text,
  }));
}

function assertOnce(files: readonly FileWrite[]) {
  const paths = files.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice) {
    throw new InputError(`${twice} would be changed in two ways at once.`);
  }
}

/** What is to be replaced is there. */
function assertThere(
  { path: folder, files }: DeploymentFiles,
  sources: readonly FileWrite[],
) {
  const there = new Set(files.map(({ path }) => `${folder}/${path}`));
  const missing = sources.find(({ path }) => !there.has(path));
  if (missing) {
    throw new InputError(
      `${missing.path} is not there, so nothing would read it; name the file and the environment that hold it.`,
    );
  }
}

function pathsOf(
  { path }: DeploymentFiles,
  sources: readonly InlineFile[],
): string[] {
  return below(path, sources).map(file => file.path);
}

/** The change as it follows from what stands in the folder. */
function requestOf(
  ctx: StepContext & { input: UpdateInput },
  found: DeploymentFiles,
  sources: readonly InlineFile[],
): ChangeRequest {
  const { input } = ctx;
  const { values = [], removeFiles = [] } = input;
  const { repository, path: folder, commit } = found;
  const written = below(folder, sources);
  const files: FileWrite[] = [
    ...written,
    ...withValues(found, values),
    ...removeFiles.map(path => ({ path: `${folder}/${path}` })),
  ];
  assertOnce(files);
  if (input.onlyExisting) assertThere(found, written);
  return {
    ...{ repository, kind: 'update', files, base: commit },
    subject: `Update ${describePlace(input)}`,
    reason: reasonOf(ctx, input.reason),
  };
}

/** Changes files of a deployment, or single values in them. */
export function createDeliveryDeploymentUpdateAction({
  delivery,
  catalog,
}: Pick<ActionDependencies, 'delivery' | 'catalog'>) {
  return createTemplateAction({
    id: 'delivery:deployment:update',
    description:
      'Rewrites files of a deployment, or single values in them, in one commit',
    examples: deliveryDeploymentUpdateExamples,
    supportsDryRun: true,
    schema: {
      input: {
        ...{ ...placeInput, ...sourceInput, ...updateInput },
        ...{ ...changeInput, ...quotaInput },
      },
      output: {
        ...changeOutputs,
        folder: z => z.string().describe('The folder in the repository'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const options = { credentials, signal: ctx.signal };
      const looked =
        input.newEntity &&
        (await assertNewEntity(catalog, input.newEntity, options));
      const sources = await readSources(ctx, input);
      const { about: folder } = await applyPlanned({
        ...{ ctx, delivery, of: [input, sources] },
        acceptOverQuota: input.acceptOverQuota,
        plan: async () => {
          const { id } = await findDeployment(delivery, input, options);
          const found = await delivery.files(id, options);
          return {
            ...{ request: requestOf(ctx, found, sources), about: found.path },
            ...(looked && { checks: [{ status: 'ok', message: looked }] }),
            ...(input.onlyNew && { newFiles: pathsOf(found, sources) }),
          };
        },
      });
      ctx.output('folder', folder);
    },
  });
}
