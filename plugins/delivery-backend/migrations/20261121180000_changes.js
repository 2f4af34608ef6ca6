/*
 * Changes of several files in one commit. The key makes that a request which
 * is sent again after a crash finds what it began.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('changes', table => {
    table.text('id').primary();
    table.text('idempotency_key').notNullable();
    table.text('requested_by').notNullable();
    table.string('requested_at', 32).notNullable().index();
    table.string('ended_at', 32);
    table.text('repository').notNullable();
    table.string('kind', 16).notNullable();
    table.string('state', 16).notNullable();
    table.string('digest', 64).notNullable().comment('Of the request');
    table.text('subject').notNullable();
    table.text('reason').notNullable();
    table.text('paths').notNullable().comment('JSON');
    table.string('since', 64).comment('Head before the first try');
    table.string('commit', 64);
    table.text('message').notNullable();
    table.unique(['requested_by', 'idempotency_key']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('changes');
};
