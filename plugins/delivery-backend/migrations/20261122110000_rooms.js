/*
 * How much of their clusters is promised, as the sources of tenants' usage say.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tenant_usage_sources', table => {
    table.text('rooms').comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('tenant_usage_sources', table => {
    table.dropColumn('rooms');
  });
};
