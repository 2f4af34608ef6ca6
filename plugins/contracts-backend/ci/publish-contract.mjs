#!/usr/bin/env node
/*
 * Publishes a version of a contract, or what a version of a consumer needs,
 * from a pipeline, and ends with an exit code that says what it means. It
 * needs nothing but Node.js 18 or later.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const EXIT = { fine: 0, trouble: 1, misuse: 2, bump: 10, unknown: 11 };
const SIGNS = { breaking: '🔴', unknown: '⚪', risky: '🟠', safe: '🟢' };
const ORDER = Object.keys(SIGNS);
const MOST_CHANGES = 50;

const USAGE = `publish-contract --api <kind:namespace/name> --version <version> --file <path> [--file <path>] [--commit <sha>]
                 [--component <ref> --component-version <version>] [--dry-run] [--fail-on bump|unknown|never] [--summary <file>]
publish-contract --consumer <kind:namespace/name> --version <version> [--needs <path>] [--pact <path>] [--commit <sha>]

SLIPWAY_URL    address of the portal's backend, for example https://portal.example.org
SLIPWAY_TOKEN  token of a service that may publish

Exit codes: ${EXIT.fine} fine, ${EXIT.bump} the declared bump is too small, ${EXIT.unknown} not all could be judged,
            ${EXIT.trouble} the portal refused or did not answer, ${EXIT.misuse} wrong arguments
`;

class Misuse extends Error {}

function readOptions() {
  try {
    return parseArgs({
      options: {
        ...{ api: { type: 'string' }, consumer: { type: 'string' } },
        ...{ version: { type: 'string' }, commit: { type: 'string' } },
        file: { type: 'string', multiple: true },
        ...{ needs: { type: 'string' } },
        pact: { type: 'string', multiple: true },
        component: { type: 'string' },
        'component-version': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'fail-on': { type: 'string', default: 'unknown' },
        summary: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Misuse(error.message);
  }
}

function pathOf(reference) {
  const match = /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(reference);
  if (!match) {
    throw new Misuse(
      `'${reference}' is no full reference; write it like api:default/payments-api.`,
    );
  }
  return match.slice(1).map(encodeURIComponent).join('/');
}

const text = path => readFileSync(path, 'utf8');

function requestOf(options) {
  const { api, consumer, version, commit, file = [], pact = [] } = options;
  if (!version || !api === !consumer) throw new Misuse('');
  if (consumer) {
    const needs = options.needs && text(options.needs);
    const body = { version, commit, needs, pacts: pact.map(text) };
    return { path: `consumers/${pathOf(consumer)}/versions`, body };
  }
  if (!file.length) throw new Misuse('--file is missing.');
  const document =
    file.length === 1
      ? text(file[0])
      : Object.fromEntries(file.map(path => [path, text(path)]));
  const { component, 'component-version': componentVersion } = options;
  const provider = component && {
    ...{ component, version: componentVersion ?? version },
  };
  const body = { version, commit, document, provider };
  return {
    path: `contracts/${pathOf(api)}/versions`,
    body: { ...body, dryRun: options['dry-run'] || undefined },
  };
}

async function send({ path, body }) {
  const { SLIPWAY_URL: url, SLIPWAY_TOKEN: token } = process.env;
  if (!url || !token)
    throw new Misuse('SLIPWAY_URL or SLIPWAY_TOKEN is missing.');
  const address = `${url.replace(/\/$/, '')}/api/contracts/v1/${path}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(
      answer.error?.message ?? `The portal answers ${response.status}.`,
    );
  }
  return answer;
}

const cell = words =>
  String(words).replaceAll('|', '\\|').replaceAll('\n', ' ');

function changesOf({ changes }) {
  const sorted = [...changes].sort(
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict),
  );
  const rows = sorted.slice(0, MOST_CHANGES).map(change => {
    const { verdict, message, rule, counterExample } = change;
    const example = counterExample
      ? `<br>for example \`${cell(JSON.stringify(counterExample.value))}\``
      : '';
    return `| ${SIGNS[verdict]} ${verdict} | ${cell(message)}${example} | \`${rule}\` |`;
  });
  const more = sorted.length - rows.length;
  return [
    ...['', '| | What changes | Rule |', '| --- | --- | --- |', ...rows],
    ...(more > 0 ? ['', `And ${more} more.`] : []),
  ];
}

/** What it does to those that live, also when the step before it was fine. */
function liveLines(stands, judgement) {
  if (!stands) return [];
  const { state, message, judgement: whole } = stands;
  const isWorse = whole && !whole.fits && judgement?.fits;
  return [
    ...(isWorse
      ? [
          `**${whole.message}** Held against ${whole.baseline}, which customers have.`,
          ...(whole.proposed ? [`Release it as **${whole.proposed}**.`] : []),
        ]
      : []),
    ...(state === 'fine' ? [] : [message]),
  ];
}

/** What a person reads beside the pipeline. */
function summaryOf(what, answer) {
  if (answer.needs) {
    const count = answer.needs.length;
    return `### ${what}\n\n${count} ${count === 1 ? 'need' : 'needs'} declared.\n`;
  }
  const { judgement, comparison, created, stands } = answer;
  const lines = [
    `### ${what}`,
    '',
    judgement
      ? `**${judgement.message}** Held against ${judgement.baseline}.`
      : 'The first version: there is nothing to compare.',
    ...(judgement?.proposed
      ? [`Release it as **${judgement.proposed}**.`]
      : []),
    ...liveLines(stands, judgement),
    ...(created ? [] : ['Nothing was stored.']),
    ...(comparison?.changes.length ? changesOf(comparison) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function exitCodeOf({ judgement: step, stands }, failOn) {
  const whole = stands?.judgement;
  const judgement = whole && !whole.fits ? whole : step;
  if (!judgement || failOn === 'never') return EXIT.fine;
  if (judgement.verdict === 'unknown' && failOn === 'unknown') {
    return EXIT.unknown;
  }
  return judgement.fits || judgement.verdict === 'unknown'
    ? EXIT.fine
    : EXIT.bump;
}

async function main() {
  const options = readOptions();
  const request = requestOf(options);
  const answer = await send(request);
  const what = `${options.api ?? options.consumer} ${options.version}`;
  const summary = summaryOf(what, answer);
  process.stdout.write(summary);
  const file = options.summary ?? process.env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, summary);
  process.exitCode = exitCodeOf(answer, options['fail-on']);
}

main().catch(error => {
  const isMisuse = error instanceof Misuse;
  process.stderr.write(`${error.message}\n${isMisuse ? USAGE : ''}`);
  process.exitCode = isMisuse ? EXIT.misuse : EXIT.trouble;
});
