import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityRefLink } from '@backstage/plugin-catalog-react';
import { StateWord } from '@slipway/backstage-plugin-kit-react';
import { failureMessage } from '../api/errors';
import { useAsked } from '../fields/kit/useAsked';
import { knownOwner, titleOf } from '../fields/owner/knownOwner';
import { useWords } from '../translation';

/** Who answers for it, by name, with a way to who that is. */
export function OwnerNote({ owner }: { owner: string }) {
  const catalog = useApi(catalogApiRef);
  const t = useWords();
  const { value, error } = useAsked(owner, async () => {
    const entity = await knownOwner(catalog, owner);
    return entity ? { entity } : {};
  });
  if (error) {
    const label = t('fields.notChecked', { cause: failureMessage(error) });
    return (
      <>
        <div>{owner}</div>
        <StateWord tone="warning" icon="help" {...{ label }} />
      </>
    );
  }
  if (!value) return <>{owner}</>;
  return value.entity ? (
    // In a tab of its own: here it would end the wizard.
    <EntityRefLink
      entityRef={value.entity}
      title={titleOf(value.entity)}
      target="_blank"
    />
  ) : (
    <StateWord
      tone="critical"
      icon="block"
      label={t('fields.ownerUnknown', { owner })}
    />
  );
}
