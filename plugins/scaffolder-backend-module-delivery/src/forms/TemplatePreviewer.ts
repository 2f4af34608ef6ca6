import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ChangedFile,
  PreviewCheck,
  PreviewedChange,
  TemplatePreview,
  TemplatePreviewRequest,
} from '@slipway/backstage-plugin-delivery-common';
import type { CallOptions } from '../clients/PluginClient';
import type { ScaffolderClient } from '../clients/ScaffolderClient';
import { isOverQuota } from '../changes/quotas';
import { hideSealed } from './hideSealed';
import { readTemplateFiles } from './readTemplateFiles';
import { usualTimeOf } from './usualTimeOf';

/** What it works with. */
export interface TemplatePreviewerOptions {
  catalog: CatalogService;
  reader: UrlReaderService;
  scaffolder: ScaffolderClient;
}

interface Step {
  id?: string;
  name?: string;
  action: string;
  if?: unknown;
}

type Template = Entity & { spec: { steps: Step[] } };

/** Outputs of a step that says what it would do. */
interface StepOutput {
  plan?: ChangedFile[];
  checks?: PreviewCheck[];
  repository?: string;
  remoteUrl?: string;
}

const TAKES_BACK = /failure\(\)|always\(\)/;

function stepsOf({ spec }: Template): (Step & { id: string })[] {
  // As the scaffolder names those that have no id.
  return spec.steps.map((step, index) => ({
    ...step,
    id: step.id ?? `step-${index + 1}`,
  }));
}

/** The template with outputs that tell what each step would do. */
function withOutputs(template: Template): Template {
  const steps = stepsOf(template);
  const output = Object.fromEntries(
    steps.map(({ id }, index) => [
      `s${index}`,
      `\${{ steps[${JSON.stringify(id)}].output }}`,
    ]),
  );
  return { ...template, spec: { ...template.spec, steps, output } } as never;
}

function changeOf(
  { id, name, action }: Step & { id: string },
  { plan, repository, remoteUrl }: StepOutput,
): PreviewedChange | undefined {
  if (!Array.isArray(plan)) return undefined;
  const isNew = action === 'git:publish';
  return {
    ...{ step: id, title: name ?? action },
    kind: isNew ? 'new-repository' : 'commit',
    repository: (isNew ? remoteUrl : repository) ?? '',
    files: plan.map(hideSealed),
  };
}

function checksOf(
  template: Template,
  outputs: readonly StepOutput[],
): PreviewCheck[] {
  const said = outputs.flatMap(({ checks }) =>
    Array.isArray(checks) ? checks : [],
  );
  const takesBack = template.spec.steps.some(
    step =>
      step.action === 'delivery:change:revert' &&
      TAKES_BACK.test(String(step.if)),
  );
  if (takesBack) {
    const message = 'If a later step fails, what was committed is taken back.';
    said.push({ status: 'ok', message });
  }
  const messages = new Set<string>();
  return said.filter(({ message }) => {
    const isNew = !messages.has(message);
    messages.add(message);
    return isNew;
  });
}

/** Tries templates beforehand, as the person, and tells what they would do. */
export class TemplatePreviewer {
  readonly #options: TemplatePreviewerOptions;

  private constructor(options: TemplatePreviewerOptions) {
    this.#options = options;
  }

  static create(options: TemplatePreviewerOptions) {
    return new TemplatePreviewer(options);
  }

  /** @throws NotFoundError */
  async preview(
    request: TemplatePreviewRequest,
    options: CallOptions,
  ): Promise<TemplatePreview> {
    const { scaffolder } = this.#options;
    const template = await this.#template(request.templateRef, options);
    const [tried, usualTime] = await Promise.all([
      this.#try(template, request, options),
      // How long it usually takes is worth no failure.
      usualTimeOf(request.templateRef, scaffolder, options).catch(
        () => undefined,
      ),
    ]);
    return {
      ...{ checkedAt: new Date().toISOString(), ...tried },
      ...(usualTime && { usualTime }),
    };
  }

  async #template(ref: string, { credentials }: CallOptions) {
    const { catalog } = this.#options;
    const template = await catalog.getEntityByRef(ref, { credentials });
    if (template?.kind !== 'Template') {
      throw new NotFoundError(`There is no template ${ref}.`);
    }
    return template as Template;
  }

  async #try(
    template: Template,
    { values, secrets }: TemplatePreviewRequest,
    options: CallOptions,
  ): Promise<Omit<TemplatePreview, 'checkedAt' | 'usualTime'>> {
    const { reader, scaffolder } = this.#options;
    try {
      const directoryContents = await readTemplateFiles(template, reader);
      const { output } = await scaffolder.dryRun(
        {
          ...{ template: withOutputs(template), values, directoryContents },
          ...(secrets && { secrets }),
        },
        options,
      );
      const steps = stepsOf(template);
      const outputs = steps.map(
        (_, index) => (output[`s${index}`] ?? {}) as StepOutput,
      );
      return {
        changes: steps.flatMap(
          (step, index) => changeOf(step, outputs[index]) ?? [],
        ),
        checks: checksOf(template, outputs),
      };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      // What a request failed with says nothing to a person.
      const [problem] = (error as Error).message.split('; caused by ');
      return {
        ...{ changes: [], checks: [], problem },
        ...(isOverQuota(problem) && { problemKind: 'over-quota' as const }),
      };
    }
  }
}
