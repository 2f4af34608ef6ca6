import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Shape of a repository to measure with. */
export interface RepositoryShape {
  commits: number;
  folders: number;
}

const START = 1_700_000_000;

function values(component: string, version: string): string {
  return `# ${component}\nimage:\n  repository: registry.example.org/${component}\n  tag: "${version}"  # set by CI\nreplicas: 3\nresources:\n  limits:\n    cpu: 500m\n    memory: 256Mi\nservice:\n  port: 8080\n  host: ${component}.example.org\nenv:\n  - name: LOG_LEVEL\n    value: info\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** Folder of a number: 4 environments, two of them with tenants. */
export function folderPath(index: number): string {
  const component = `service-${String(Math.floor(index / 4)).padStart(4, '0')}`;
  const places = ['prod/acme', 'prod/globex', 'qa', 'dev'];
  return `${places[index % places.length]}/${component}`;
}

function* commits({ commits: count, folders }: RepositoryShape) {
  const first = folders;
  yield `commit refs/heads/main\ncommitter ci <ci@example.org> ${START} +0000\n${data('Begin')}`;
  for (let index = 0; index < first; index++) {
    const path = folderPath(index);
    const component = path.split('/').pop()!;
    yield `M 100644 inline ${path}/values.yaml\n${data(values(component, '1.0.0'))}`;
    yield `M 100644 inline ${path}/Chart.yaml\n${data(`apiVersion: v2\nname: ${component}\nversion: 0.1.0\ndependencies:\n  - name: library\n    version: 4.2.0\n    repository: oci://registry.example.org/charts\n`)}`;
  }
  for (let index = 1; index < count; index++) {
    const path = folderPath((index * 7919) % folders);
    const component = path.split('/').pop()!;
    const version = `1.${Math.floor(index / 50)}.${index % 50}`;
    yield `commit refs/heads/main\ncommitter dev-${index % 9} <dev-${index % 9}@example.org> ${START + index * 60} +0000\n${data(`Deploy ${component} ${version}`)}`;
    yield `M 100644 inline ${path}/values.yaml\n${data(values(component, version))}`;
  }
}

/** Makes a bare repository of this shape. */
export async function makeRepository(
  directory: string,
  shape: RepositoryShape,
) {
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', directory]);
  const child = spawn('git', ['fast-import', '--quiet'], {
    cwd: directory,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  for (const part of commits(shape)) {
    if (!child.stdin.write(part)) {
      await once(child.stdin, 'drain');
    }
  }
  child.stdin.end();
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error('git fast-import failed');
  }
}

/** Commits one more change of a version and pushes nothing: the repository is the remote. */
export function addCommit(directory: string, path: string, version: string) {
  const component = path.split('/').pop()!;
  const stream = `commit refs/heads/main\ncommitter dev <dev@example.org> ${Math.floor(Date.now() / 1000)} +0000\n${data('One more')}from refs/heads/main^0\nM 100644 inline ${path}/values.yaml\n${data(values(component, version))}`;
  execFileSync('git', ['fast-import', '--quiet'], {
    cwd: directory,
    input: stream,
  });
}
