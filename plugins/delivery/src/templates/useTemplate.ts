import { useApiHolder, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { Capability } from '@slipway/backstage-plugin-delivery-common';
import { useNavigate } from 'react-router-dom';
import useAsync from 'react-use/lib/useAsync';
import { failureMessage } from '../api/errors';
import { templateRouteRef } from '../routes';
import { useWords } from '../translation';

/** A template that a page leads to. */
export interface TemplateAct {
  can: Capability;
  /** Opens its form, with answers where these are known. */
  open(answers?: Record<string, unknown>): void;
}

/**
 * Whether the portal has a template and the person may see it; what is not
 * known yet is not offered.
 *
 * @param isWanted - nothing is asked before
 */
export function useTemplate(name: string, isWanted = true): TemplateAct {
  const t = useWords();
  const navigate = useNavigate();
  const catalog = useApiHolder().get(catalogApiRef);
  const link = useRouteRef(templateRouteRef);
  const isThere = Boolean(catalog && link);
  const found = useAsync(
    async () =>
      isWanted && isThere
        ? catalog?.getEntityByRef(`template:default/${name}`)
        : undefined,
    [catalog, isThere, isWanted, name],
  );
  const reason = () => {
    if (!isThere) return t('template.noTemplates');
    if (!isWanted || found.loading) return t('template.looking', { name });
    if (found.error) {
      const cause = failureMessage(found.error);
      return t('template.untold', { name, cause });
    }
    return found.value ? undefined : t('template.none', { name });
  };
  const why = reason();
  return {
    can: why ? { allowed: false, reason: why } : { allowed: true },
    open: answers => {
      const address = link?.({ namespace: 'default', templateName: name });
      const query = answers
        ? `?formData=${encodeURIComponent(JSON.stringify(answers))}`
        : '';
      if (address && !why) navigate(`${address}${query}`);
    },
  };
}
