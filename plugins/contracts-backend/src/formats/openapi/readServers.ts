import {
  type DocumentNode,
  nodeBelow,
} from '@slipway/backstage-plugin-contracts-node';
import type { Server } from './Api';
import { fieldsOf, isFields, itemsOf, textIn, textsIn } from './reading';

function pathOf(url: string): string {
  const path = url
    .replace(/^[a-z][a-z0-9+.-]*:/i, '')
    .replace(/^\/\/[^/]*/, '');
  return path.replace(/^\.?\/*/, '/').replace(/\/+$/, '');
}

function withDefaults(url: string, variables: unknown): string {
  if (!isFields(variables)) return url;
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isFields(variable) && typeof variable.default === 'string'
      ? variable.default
      : whole;
  });
}

function serverOf(url: string, node: DocumentNode): Server {
  const { variables } = fieldsOf(node);
  return {
    url: url.replace(/\/+$/, ''),
    path: pathOf(withDefaults(url, variables)),
    variables,
    node,
  };
}

function swaggerServers(root: DocumentNode): Server[] | undefined {
  const fields = fieldsOf(root);
  const host = textIn(fields, 'host');
  const basePath = textIn(fields, 'basePath');
  if (host === undefined && basePath === undefined) return undefined;
  if (host === undefined) {
    return [serverOf(basePath ?? '/', nodeBelow(root, 'basePath'))];
  }
  const schemes = textsIn(fields.schemes);
  const node = nodeBelow(root, 'host');
  const path = (basePath ?? '').replace(/^\/*/, '/');
  return schemes.length
    ? schemes.map(scheme => serverOf(`${scheme}://${host}${path}`, node))
    : [serverOf(`//${host}${path}`, node)];
}

/** The servers that are named at a place; undefined when none are. */
export function readServers(
  node: DocumentNode,
  isSwagger: boolean,
): Server[] | undefined {
  if (isSwagger) return swaggerServers(node);
  const servers = itemsOf(nodeBelow(node, 'servers'));
  return servers.length
    ? servers.map(each => serverOf(textIn(fieldsOf(each), 'url') ?? '/', each))
    : undefined;
}
