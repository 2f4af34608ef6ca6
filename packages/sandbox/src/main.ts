import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox';

function readSpeed(text: string | undefined): number | undefined {
  const speed = text === undefined ? undefined : Number(text);
  if (speed !== undefined && !(speed > 0 && Number.isFinite(speed))) {
    throw new Error(`--speed is '${text}', and must be a number above 0`);
  }
  return speed;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      directory: {
        type: 'string',
        default: process.env.SANDBOX_DIRECTORY ?? '.sandbox',
      },
      reset: { type: 'boolean', default: false },
      url: { type: 'string', default: process.env.SANDBOX_PORTAL_URL },
      speed: { type: 'string' },
    },
  });
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const sandbox = await startSandbox({
    directory: values.directory,
    reset: values.reset,
    url: values.url,
    speed: readSpeed(values.speed),
    say,
  });
  const ready = { type: 'ready', env: sandbox.env };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);
  const stop = () => {
    sandbox.stop().then(
      () => process.exit(0),
      error => {
        say(`The sandbox did not stop cleanly: ${error}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Without whoever started it, nobody needs the sandbox.
  process.once('disconnect', stop);
}

main().catch(error => {
  process.stderr.write(`The sandbox could not start: ${error.message}\n`);
  process.exit(1);
});
