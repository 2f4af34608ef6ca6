/*
 * The ledger of the delivery plugin: what Git wanted, what runtimes said, and
 * what was asked of Slipway.
 */

/** @typedef {import('knex').Knex.CreateTableBuilder} Table */

/** @param {Table} table */
function repositories(table) {
  table.text('id').primary();
  table.text('url').notNullable().comment('Address without credentials');
  table.string('branch').notNullable();
  table.string('head', 64).comment('Newest commit that is fully indexed');
  table
    .string('checkpoint', 64)
    .comment('Where an interrupted indexing goes on');
  table
    .text('layout')
    .comment('Layout the index was made with, to notice a change');
  table.string('last_seen_at', 32);
  table.string('silent_since', 32);
  table.text('cause');
}

/** @param {Table} table */
function deployments(table) {
  table.text('id').primary();
  table.text('repository').notNullable().index();
  table.text('path').notNullable();
  table.text('entity_ref').notNullable().index();
  table
    .boolean('entity_declared')
    .notNullable()
    .comment('Whether a file of the folder names the entity');
  table.text('component').notNullable();
  table.text('environment').notNullable().index();
  table.text('tenant');
  table.text('cluster');
  table.text('version');
  table.string('version_kind', 16);
  table.string('carrier', 8).comment('image or chart');
  table.text('file');
  table.integer('line');
  table.string('commit', 64).notNullable();
  table.string('version_commit', 64).notNullable();
  table.string('since', 32).notNullable();
  table.text('author').notNullable();
  table.text('author_email');
  table.text('hold').comment('JSON');
  table.text('bans').notNullable().comment('JSON');
  table.text('problems').notNullable().comment('JSON');
  table.string('removed_at', 32).index();
  table.text('sort_key').notNullable();
  table.unique(['repository', 'path']);
  table.index(['sort_key', 'id'], 'deployments_order_idx');
}

/** @param {Table} table */
function revisions(table) {
  table.bigIncrements('id');
  table.text('deployment_id').notNullable();
  table.string('commit', 64).notNullable();
  table
    .bigInteger('position')
    .notNullable()
    .comment('Order in the history, parents first');
  table.string('landed_in', 64);
  table.string('kind', 16).notNullable();
  table.text('version_before');
  table.text('version_after');
  table.text('author_name').notNullable();
  table.text('author_email');
  table.text('committer_name').notNullable();
  table.text('committer_email');
  table.string('authored_at', 32).notNullable();
  table.string('committed_at', 32).notNullable();
  table.string('at', 32).notNullable();
  table.text('subject').notNullable();
  table.text('body');
  table.text('trailers').comment('JSON');
  table.integer('files_changed').notNullable();
  table.text('problem');
  table.boolean('rewritten').notNullable().defaultTo(false);
  table.unique(['deployment_id', 'commit']);
  table.index(['deployment_id', 'position'], 'revisions_order_idx');
  table.index(['commit'], 'revisions_commit_idx');
}

/** @param {Table} table */
function observations(table) {
  table.text('source').notNullable();
  table.text('key').notNullable();
  table.text('deployment_id').index();
  table.text('locator').notNullable().comment('JSON');
  table.text('state').notNullable().comment('JSON');
  table.text('version');
  table.string('version_since', 32);
  table.string('health_since', 32);
  table.string('observed_at', 32).notNullable();
  table.string('gone_at', 32);
  table.primary(['source', 'key']);
}

/** @param {Table} table */
function healthRecords(table) {
  table.bigIncrements('id');
  table.text('deployment_id').notNullable();
  table.text('version').notNullable();
  table.string('health', 16).notNullable();
  table.text('seen_by').notNullable().comment('Source and key');
  table.text('message');
  table.string('from', 32).notNullable();
  table.string('until', 32).notNullable();
  table.index(['deployment_id', 'version'], 'health_records_version_idx');
}

/** @param {Table} table */
function sources(table) {
  table.text('id').primary();
  table.string('last_seen_at', 32);
  table.string('silent_since', 32);
  table.text('cause');
}

/** @param {Table} table */
function operations(table) {
  table.text('id').primary();
  table.string('type', 16).notNullable();
  table.string('state', 16).notNullable().index();
  table.text('deployment_id').notNullable().index();
  table.text('entity_ref').notNullable().index();
  table.text('idempotency_key').notNullable();
  table.text('requested_by').notNullable();
  table.string('requested_at', 32).notNullable().index();
  table.string('ended_at', 32);
  table.text('from_version').notNullable();
  table.text('to_version').notNullable();
  table.text('request').notNullable().comment('JSON');
  table.text('checks').notNullable().comment('JSON');
  table.text('changes').notNullable().comment('JSON');
  table
    .text('context')
    .notNullable()
    .comment('JSON: what stays true of the deployment');
  table.string('commit', 64);
  table.text('message').notNullable();
  table.text('next_acts').notNullable().comment('JSON');
  table.boolean('stop_requested').notNullable().defaultTo(false);
  table.unique(['requested_by', 'idempotency_key']);
  table.index(['requested_at', 'id'], 'operations_order_idx');
}

/**
 * At most one operation at a time works on a deployment, whichever replica took
 * the request.
 *
 * @param {Table} table
 */
function operationLocks(table) {
  table.text('deployment_id').primary();
  table.text('operation_id').notNullable();
}

/** @param {Table} table */
function operationSteps(table) {
  table.text('operation_id').notNullable();
  table.integer('position').notNullable();
  table.string('name', 16).notNullable();
  table.string('status', 16).notNullable();
  table.integer('attempt').notNullable().defaultTo(0);
  table.string('started_at', 32);
  table.string('ended_at', 32);
  table.text('message');
  table.primary(['operation_id', 'position']);
}

/** @param {Table} table */
function leases(table) {
  table.text('name').primary();
  table.text('owner').notNullable();
  table.bigInteger('until').notNullable().comment('Milliseconds since 1970');
  table.bigInteger('fence').notNullable();
}

/** In the order they are made; the last one goes first. */
const TABLES = {
  repositories,
  deployments,
  revisions,
  observations,
  health_records: healthRecords,
  sources,
  operations,
  operation_locks: operationLocks,
  operation_steps: operationSteps,
  leases,
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const [name, describe] of Object.entries(TABLES)) {
    await knex.schema.createTable(name, describe);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of Object.keys(TABLES).reverse()) {
    await knex.schema.dropTable(name);
  }
};
