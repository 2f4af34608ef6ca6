import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ForgeServer } from './ForgeServer';

/**
 * Starts the forge at the address of the start before: links to repositories
 * stand in the catalog and in what was committed.
 */
export async function startForge(
  directory: string,
  { reset, say }: { reset?: boolean; say?: (line: string) => void },
): Promise<ForgeServer> {
  const folder = join(directory, 'forge');
  const note = join(directory, 'forge-port');
  if (reset) {
    await rm(folder, { recursive: true, force: true });
  }
  const before = await readFile(note, 'utf8').catch(() => '');
  const port = Number.parseInt(before, 10) || 0;
  const forge = new ForgeServer(folder);
  await forge.start(port);
  const now = new URL(forge.url).port;
  if (port && Number(now) !== port) {
    say?.(
      `Port ${port} is taken, so that the repositories of the sandbox are at ${forge.url} now; links to their old address lead nowhere.`,
    );
  }
  await writeFile(note, `${now}\n`);
  return forge;
}
