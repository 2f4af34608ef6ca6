import { stringifyEntityRef } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  type FieldExtensionOptions,
  SecretsContextProvider,
} from '@backstage/plugin-scaffolder-react';
import type { ReactElement } from 'react';
import { useParams } from 'react-router-dom';
import { useAsked } from '../fields/kit/useAsked';
import { isOwnTemplate } from '../review/isOwnTemplate';
import { SecretInput } from './SecretInput';
import { TemplateWizard } from './TemplateWizard';

/** The one field that Backstage does not register as an extension. */
const SECRET = {
  name: 'Secret',
  component: SecretInput,
} as FieldExtensionOptions;

/** The template that an address below the page names. */
function templateOf(rest: string | undefined) {
  const [namespace, name, ...more] = (rest ?? '').split('/').filter(Boolean);
  return namespace && name && !more.length
    ? stringifyEntityRef({ kind: 'Template', namespace, name })
    : undefined;
}

/**
 * The page of Backstage, but for templates whose steps say beforehand what
 * they would commit: these end with the lines.
 */
export function TemplatesPage(props: {
  original: ReactElement;
  loadFields(): Promise<FieldExtensionOptions[]>;
}) {
  const { original, loadFields } = props;
  const catalog = useApi(catalogApiRef);
  const templateRef = templateOf(useParams()['*']);
  const asked = useAsked(templateRef, async () => {
    const template = await catalog.getEntityByRef(templateRef!);
    const isOwn =
      template && isOwnTemplate(template) && !template.spec?.formDecorators;
    return isOwn
      ? { template, fields: [...(await loadFields()), SECRET] }
      : undefined;
  });
  if (asked.loading) return <Progress />;
  if (!templateRef || !asked.value) return original;
  const { template, fields } = asked.value;
  return (
    <BreadcrumbEntry
      entry={{
        label: template.metadata.title ?? template.metadata.name,
        href: '.',
      }}
    >
      <SecretsContextProvider>
        <TemplateWizard
          key={templateRef}
          {...{ templateRef, extensions: fields }}
        />
      </SecretsContextProvider>
    </BreadcrumbEntry>
  );
}
