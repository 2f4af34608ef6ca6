import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describeWithEngine } from '@slipway/backstage-plugin-delivery-node/testUtils';

// Programs of the tests are found beside the sources only.
// eslint-disable-next-line no-restricted-syntax
const BROUGHT = resolve(__dirname, '../../../../.tools/go/bin');

/** Programs that `npm test` builds with Go when it is there. */
const BUILT_WITH_GO = ['helm', 'hclfmt'];

function isOnPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(file => existsSync(file));
}

/** Where a program is: brought by `npm test`, else on the search path. */
export function findTool(name: string): string | undefined {
  const brought = join(BROUGHT, name);
  return existsSync(brought) ? brought : isOnPath(name);
}

/** Says what is missing, or undefined. */
export function missingTool(name: string): string | undefined {
  if (findTool(name)) {
    return undefined;
  }
  return BUILT_WITH_GO.includes(name)
    ? `there is no ${name}: npm test builds it when Go is on the path`
    : `there is no ${name} on the path`;
}

/**
 * A group of tests that runs programs. Where one is missing and nothing here
 * can bring it, the group says so and does not run.
 */
export function describeWithTools(
  name: string,
  tools: readonly string[],
  define: () => void,
): void {
  const missing = tools.find(tool => missingTool(tool));
  const canBeBrought =
    missing && BUILT_WITH_GO.includes(missing) && isOnPath('go');
  if (!missing || canBeBrought) {
    describeWithEngine(name, () => missing && missingTool(missing), define);
    return;
  }
  process.stderr.write(`Not run: ${name}, because ${missingTool(missing)}\n`);
  // eslint-disable-next-line jest/no-disabled-tests, jest/valid-title, jest/valid-describe-callback
  describe.skip(`${name} (${missingTool(missing)})`, define);
}
