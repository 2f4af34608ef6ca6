/*
 * Writes the templates of services that their source makes: `yarn templates:build`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endWith, say } from './lib/say.mjs';
import { buildServiceTemplates } from './lib/serviceTemplates.mjs';
import { ROOT } from './lib/toolchain.mjs';

async function main() {
  const folder = join(ROOT, 'templates', 'services');
  const files = await buildServiceTemplates(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  say(`Wrote ${Object.keys(files).join(', ')} in templates/services.`);
}

main().catch(endWith);
