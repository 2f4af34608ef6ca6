/** Progress on the terminal: one line a step, with the time it took. */

const started = Date.now();

export function elapsed(since = started) {
  const seconds = (Date.now() - since) / 1000;
  // Rounded first: 119.7 seconds are two minutes, not one and sixty seconds.
  const whole = Math.round(seconds);
  return seconds < 59.95
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Steps at work, in the order in which they began. */
const working = new Set();
let ticking;

function tick() {
  const words = [...working].map(
    ({ title, from }) => `${title}, ${elapsed(from)}`,
  );
  process.stdout.write(`\r  … ${words.join(' · ')}   `);
}

function begin(title) {
  const one = { title, from: Date.now() };
  working.add(one);
  if (process.stdout.isTTY) ticking ??= setInterval(tick, 500);
  else say(`  … ${title}`);
  return one;
}

function finish(one, mark) {
  working.delete(one);
  if (!working.size) {
    clearInterval(ticking);
    ticking = undefined;
  }
  const line = `  ${mark} ${one.title}, ${elapsed(one.from)}`;
  // Over the line of several steps, which may be longer.
  say(process.stdout.isTTY ? `\r${line.padEnd(78)}` : line);
}

/** Shows a step while it works: ticking on a terminal, plain lines elsewhere. */
export async function step(title, work) {
  const one = begin(title);
  try {
    const result = await work();
    finish(one, '✓');
    return result;
  } catch (error) {
    finish(one, '✗');
    throw error;
  }
}

/** An error whose message is all a person needs. */
export class Trouble extends Error {}

/** Ends the program with a sentence. */
export function endWith(error) {
  say('');
  say(
    error instanceof Trouble ? error.message : (error.stack ?? String(error)),
  );
  process.exitCode = 1;
}
