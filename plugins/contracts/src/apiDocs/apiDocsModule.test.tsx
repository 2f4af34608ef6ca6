import { renderTestApp } from '@backstage/frontend-test-utils';
import { useApi } from '@backstage/core-plugin-api';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  apiDocsConfigRef,
  defaultDefinitionWidgets,
} from '@backstage/plugin-api-docs';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import { screen } from '@testing-library/react';
import module, { contractDefinitionWidgets } from '../apiDocs';
import { renderContracts } from '../__testUtils__/render';

const SQL = 'CREATE TABLE entries (id int);';

const entity = (type: string) => ({
  apiVersion: 'backstage.io/v1alpha1' as const,
  kind: 'API' as const,
  metadata: { name: 'ledger-db' },
  spec: { ...{ type, lifecycle: 'x', owner: 'y' }, definition: SQL },
});

function Titles() {
  const { getApiDefinitionWidget } = useApi(apiDocsConfigRef);
  const types = ['openapi', 'grpc', 'sql', 'WSDL', 'protobuf', 'nonsense'];
  return (
    <p>
      {types
        .map(type => getApiDefinitionWidget(entity(type))?.title ?? 'none')
        .join(', ')}
    </p>
  );
}

const probe = createFrontendPlugin({
  pluginId: 'probe',
  extensions: [
    PageBlueprint.make({
      params: { path: '/probe', loader: async () => <Titles /> },
    }),
  ],
});

describe('the module for the API documentation', () => {
  it('adds the kinds of contracts, and keeps those that were there', async () => {
    renderTestApp({
      features: [apiDocsPlugin, module, probe],
      initialRouteEntries: ['/probe'],
    });

    expect(
      await screen.findByText('OpenAPI, gRPC, SQL, WSDL, Protobuf, none'),
    ).toBeInTheDocument();
  });

  it('shows no kind that the documentation can show itself, and none twice', () => {
    const ours = contractDefinitionWidgets().map(({ type }) => type);
    const theirs = defaultDefinitionWidgets().map(({ type }) => type);

    expect(ours.filter(type => theirs.includes(type))).toEqual([]);
    expect(new Set(ours).size).toBe(ours.length);
  });

  it.each(contractDefinitionWidgets().map(each => [each.type, each] as const))(
    'shows the text of %s',
    async (_, widget) => {
      await renderContracts(widget.component(SQL));

      expect(
        screen.getByRole('region', { name: 'Text of the document' }),
      ).toHaveTextContent(SQL);
    },
  );
});
