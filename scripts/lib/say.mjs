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

/** Shows a step while it works: ticking on a terminal, plain lines elsewhere. */
export async function step(title, work) {
  const from = Date.now();
  const live = process.stdout.isTTY;
  const tick =
    live &&
    setInterval(() => {
      process.stdout.write(`\r  … ${title}, ${elapsed(from)}   `);
    }, 500);
  if (!live) {
    say(`  … ${title}`);
  }
  const end = mark => {
    clearInterval(tick);
    say(`${live ? '\r' : ''}  ${mark} ${title}, ${elapsed(from)}          `);
  };
  try {
    const result = await work();
    end('✓');
    return result;
  } catch (error) {
    end('✗');
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
