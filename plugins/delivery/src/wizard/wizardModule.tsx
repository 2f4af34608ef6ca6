import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import { TemplatesPage } from './TemplatesPage';

const templatesPage = scaffolderPlugin
  .getExtension('sub-page:scaffolder/templates')
  .override({
    factory(originalFactory, { apis }) {
      const original = originalFactory();
      const loadFields = async () => {
        const fields = await apis.get(formFieldsApiRef)?.loadFormFields();
        // What the scaffolder's own pages make of them.
        return (fields ?? []) as unknown as FieldExtensionOptions[];
      };
      return [
        ...original,
        coreExtensionData.reactElement(
          <TemplatesPage
            original={original.get(coreExtensionData.reactElement)}
            loadFields={loadFields}
          />,
        ),
      ];
    },
  });

/**
 * Lets the wizard of templates end with the very files and lines that would be
 * committed. Backstage's wizard takes no other last step in the newer frontend
 * system, so the page is that of the scaffolder with the wizard put in its
 * place for templates that have steps of Slipway; all others stay as they are.
 *
 * @public
 */
export const deliveryScaffolderModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [templatesPage],
});
