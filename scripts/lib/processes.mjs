import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Trouble } from './say.mjs';

/** Runs a program to its end. Its output is kept and shown only on failure, or live. */
export function run(command, args, options = {}) {
  const { live = false, what = command, ...rest } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
      ...rest,
    });
    let output = '';
    const keep = chunk => {
      output = `${output}${chunk}`.slice(-400_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', error =>
      reject(new Trouble(`${what} could not be started: ${error.message}`)),
    );
    child.on('close', code => {
      if (code === 0) {
        resolve(output);
      } else {
        const error = new Trouble(
          `${what} failed (exit code ${code}).\n${tail(output)}`,
        );
        error.output = output;
        reject(error);
      }
    });
  });
}

export function tail(text, lines = 40) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * A portal that is asked to stop waits up to a minute for its own long polls;
 * whatever it is doing, the next start goes on with it.
 */
const GRACE_MS = 3_000;

/** Programs that run beside this one, each in its own group, ended together. */
export class Services {
  #children = [];
  #stopping = false;

  /**
   * Starts a program. What it says on its error output goes to a file, and its
   * standard output too, unless `onLine` reads it: that may carry secrets.
   */
  start(name, command, args, { logFile, onLine, onExit, ...options }) {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = createWriteStream(logFile);
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...options,
    });
    let rest = '';
    child.stdout.on('data', chunk => {
      if (!onLine) {
        log.write(chunk);
        return;
      }
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop();
      for (const line of lines) {
        onLine(line);
      }
    });
    child.stderr.on('data', chunk => log.write(chunk));
    child.on('close', code => {
      log.end();
      child.ended = true;
      if (!this.#stopping) {
        onExit?.(
          new Trouble(
            `${name} ended (exit code ${code}).\n${lastLines(logFile)}`,
          ),
        );
      }
    });
    this.#children.push(child);
    return child;
  }

  /** Ends all, politely first, in the other order: what leans on another goes before it. */
  async stop() {
    this.#stopping = true;
    for (const child of [...this.#children].reverse()) {
      await stopOne(child);
    }
  }
}

function lastLines(file) {
  try {
    return tail(readFileSync(file, 'utf8'));
  } catch {
    return '';
  }
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

async function stopOne(child) {
  if (child.ended || child.pid === undefined) {
    return;
  }
  const ended = new Promise(resolve => child.once('close', resolve));
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(timer);
}
