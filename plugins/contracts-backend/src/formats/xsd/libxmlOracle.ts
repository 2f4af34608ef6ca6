import { execFileSync } from 'node:child_process';

// The engine is a module that cannot be loaded here, so it gets a process.
const SCRIPT = `
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
const jobs = JSON.parse(await new Promise(done => {
  let text = '';
  process.stdin.on('data', part => (text += part)).on('end', () => done(text));
}));
const answers = jobs.map(({ schema, documents }) => {
  try {
    const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
    return documents.map(each => {
      try {
        validator.validate(XmlDocument.fromString(each));
        return true;
      } catch {
        return false;
      }
    });
  } catch {
    return [];
  }
});
process.stdout.write(JSON.stringify(answers));
`;

/** A schema, and documents that it accepts or refuses. */
export interface ValidationJob {
  schema: string;
  documents: readonly string[];
}

/** What libxml2 says of documents; nothing of a schema that it refuses itself. */
export function validate(jobs: readonly ValidationJob[]): boolean[][] {
  const answer = execFileSync(
    process.execPath,
    ['--input-type=module', '-e', SCRIPT],
    { input: JSON.stringify(jobs), maxBuffer: 64_000_000 },
  );
  return JSON.parse(answer.toString()) as boolean[][];
}
