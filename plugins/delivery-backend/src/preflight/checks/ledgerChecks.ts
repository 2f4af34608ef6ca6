import {
  DELIVERY_TRAILERS,
  compareVersions,
} from '@slipway/backstage-plugin-delivery-common';
import { trailersOf } from '../../revisions/toRevision';
import { describeDuration } from '../../versions/describeDuration';
import type { LedgerCheck } from './types';

const short = (commit: string) => commit.slice(0, 7);
const plural = (count: number, word: string) =>
  `${count} ${word}${count === 1 ? '' : 's'}`;

const stillWhatYouSaw: LedgerCheck = {
  id: 'still-what-you-saw',
  title: 'Still what you saw',
  answer: ({ deployment, expected }) => {
    const { version, commit, author } = deployment.desired;
    if (version === expected.version && commit === expected.commit) {
      return {
        status: 'ok',
        message: `The folder is at ${short(commit)}, as on your screen.`,
      };
    }
    const what =
      version === expected.version
        ? `changed the folder in ${short(commit)}`
        : `set ${version ?? 'no version'} in ${short(commit)}`;
    return {
      status: 'block',
      message: `${author} ${what} after you looked; look at it before you go on.`,
      evidence: [
        `On your screen: ${expected.version} at ${short(expected.commit)}`,
        `In Git: ${version ?? 'no version'} at ${short(commit)}`,
      ],
    };
  },
};

const oneLine: LedgerCheck = {
  id: 'one-line',
  title: 'One line',
  answer: ({ plan, deployment, version }) => {
    if ('error' in plan) {
      return { status: 'block', message: plan.error };
    }
    const lines = plan.changes.flatMap(change => change.lines);
    if (!lines.length) {
      return {
        status: 'block',
        message: `Git wants ${version} already; there is nothing to change.`,
      };
    }
    return {
      status: lines.length === 1 ? 'ok' : 'warn',
      message: `The commit changes ${plural(lines.length, 'line')} of ${plan.changes[0].path} and nothing else.`,
      evidence: [`Folder: ${deployment.path}`],
    };
  },
};

const ranHere: LedgerCheck = {
  id: 'ran-here',
  title: 'The version',
  answer: ({ type, elsewhere, target, version, deployment }) => {
    if (type === 'upgrade' && !target) {
      return elsewhere.length
        ? {
            status: 'ok',
            message: `Git wants ${version} in ${elsewhere.join(', ')} already.`,
          }
        : {
            status: 'warn',
            message: `${version} is in no other place; here it would be the first time.`,
          };
    }
    const place = [deployment.environment, deployment.tenant]
      .filter(Boolean)
      .join(' · ');
    if (!target) {
      return {
        status: 'unknown',
        message: `${version} was never in Git for ${place}, so nothing is known of it here.`,
      };
    }
    const bad = ['rolled-back', 'never-healthy'].includes(target.verdict);
    return {
      status: bad ? 'warn' : 'ok',
      message: `${version} ${target.verdictText}.`,
    };
  },
};

const changedSince: LedgerCheck = {
  id: 'changed-since',
  title: 'Changed in between',
  answer: ({ since, target, version }) => {
    if (!target) {
      return undefined;
    }
    const config = since.filter(row => row.kind === 'config');
    if (!config.length) {
      return {
        status: 'ok',
        message: `Nothing else in the folder changed since ${version} was there.`,
      };
    }
    return {
      status: 'warn',
      message: `${plural(config.length, 'commit')} changed other things in the folder since ${version} was there; they stay as they are.`,
      evidence: config
        .slice(0, 20)
        .map(row => `${short(row.commit)} ${row.author_name}: ${row.subject}`),
    };
  },
};

const migrations: LedgerCheck = {
  id: 'migrations',
  title: 'Database',
  answer: ({ type, since, target, complete, version }) => {
    if (type === 'upgrade' && !target) {
      // What it would bring stands in no commit of the folder yet.
      return undefined;
    }
    if (!target || !complete) {
      return {
        status: 'unknown',
        message: `Whether a migration ran since ${version} cannot be told: it is not in the part of the history that is read.`,
      };
    }
    const declared = since.flatMap(row =>
      trailersOf(row)
        .filter(trailer => trailer.key === DELIVERY_TRAILERS.migration)
        .map(trailer => ({ row, text: trailer.value })),
    );
    if (!declared.length) {
      return {
        status: 'ok',
        message: `No commit since ${version} declares a migration of the database.`,
      };
    }
    const [{ row, text }] = declared;
    return {
      status: 'warn',
      message: `${row.version_after ?? 'A later version'} declares migration ${text}; it stays in the database.`,
      evidence: declared.map(item => `${short(item.row.commit)}: ${item.text}`),
    };
  },
};

const nothingRunning: LedgerCheck = {
  id: 'nothing-running',
  title: 'Nothing else is running',
  answer: ({ deployment: { operation } }) =>
    operation
      ? {
          status: 'block',
          message: `${operation.requestedBy} asked for ${operation.toVersion} and that is still at work, step ${operation.step} of ${operation.steps}.`,
        }
      : {
          status: 'ok',
          message: 'No other operation works on this deployment.',
        },
};

const holdsAndBans: LedgerCheck = {
  id: 'holds-and-bans',
  title: 'Holds and bans',
  answer: ({ deployment: { hold, bans, problems }, version }) => {
    const broken = problems.find(
      ({ code, message }) =>
        code === 'unreadable' && message.startsWith('delivery.y'),
    );
    if (broken) {
      return { status: 'unknown', message: broken.message };
    }
    const ban = bans.find(item => item.version === version);
    if (ban) {
      return {
        status: 'block',
        message: `${version} is banned here by ${ban.by}: ${ban.reason}.`,
      };
    }
    if (hold && hold.version !== version) {
      return {
        status: 'warn',
        message: `${hold.by} holds this deployment at ${hold.version}: ${hold.reason}. The hold stays in Git.`,
      };
    }
    return { status: 'ok', message: 'None is in the way.' };
  },
};

const policy: LedgerCheck = {
  id: 'policy',
  title: 'Policy',
  answer: ({ type, version, environment, deployment, target }) => {
    const { version: runs = version } = deployment.desired;
    const order = compareVersions(runs, version);
    const isForward = type === 'upgrade' && order !== undefined && order <= 0;
    const title = environment?.title ?? deployment.environment;
    const forwardOnly = environment?.rollback === 'roll-forward-only';
    if (forwardOnly && type === 'upgrade' && order === undefined && !target) {
      return {
        status: 'unknown',
        message: `${title} only rolls forward, and which of ${runs} and ${version} is newer cannot be told from their names.`,
      };
    }
    if (forwardOnly && !isForward) {
      return {
        status: 'block',
        message: `${title} only rolls forward; release the earlier version again under a new number.`,
      };
    }
    if (type === 'upgrade') {
      return {
        status: 'ok',
        message: `In ${title} versions may come without approval.`,
      };
    }
    return deployment.can.rollback.allowed
      ? {
          status: 'ok',
          message: `In ${title} you may roll back without approval.`,
        }
      : {
          status: 'block',
          message:
            deployment.can.rollback.reason ?? 'You may not roll back here.',
        };
  },
};

const switchedOff: LedgerCheck = {
  id: 'suspended',
  title: 'Suspended',
  answer: ({ type, deployment: { suspended, tenant } }) =>
    suspended && {
      // Going back is never stopped; it only starts nothing.
      status: type === 'upgrade' ? 'block' : 'warn',
      message: `${tenant} was suspended by ${suspended.by}: ${suspended.reason}. Nothing of it runs until it is resumed.`,
    },
};

const runtimeAnswers: LedgerCheck = {
  id: 'runtime-answers',
  title: 'Runtime',
  answer: ({ deployment: { live, cluster } }) => {
    const runtime = cluster ? `The runtime of ${cluster}` : live.source;
    if (!live.source) {
      return {
        status: 'warn',
        message:
          'No runtime is observed for this folder; Slipway will commit, but cannot say when it is live.',
      };
    }
    return live.stale
      ? {
          status: 'warn',
          message: `${runtime} is silent; the commit will wait in Git until it answers again.`,
          evidence: live.staleCause ? [live.staleCause] : undefined,
        }
      : { status: 'ok', message: `${runtime} answers and follows Git.` };
  },
};

const notAgain: LedgerCheck = {
  id: 'not-again',
  title: 'Second rollback',
  answer: ({ lastRollback, now }) => {
    if (!lastRollback) {
      return undefined;
    }
    const ago = (now - Date.parse(lastRollback.requested_at)) / 1000;
    return {
      status: 'warn',
      message: `${lastRollback.from_version} was rolled back to ${lastRollback.to_version} ${describeDuration(ago)} ago; if that did not help, go further back or look elsewhere.`,
    };
  },
};

/** Checks that Git and the ledger can answer, in the order they are shown. */
export const ledgerChecks: readonly LedgerCheck[] = [
  stillWhatYouSaw,
  ranHere,
  oneLine,
  changedSince,
  migrations,
  nothingRunning,
  holdsAndBans,
  policy,
  switchedOff,
  runtimeAnswers,
  notAgain,
];
