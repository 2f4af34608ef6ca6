/*
 * Who started an upgrade, and for whom each of its operations was begun.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('upgrades', table => {
    table.string('started_by', 300).comment('Who started it last');
  });
  await knex.schema.alterTable('upgrade_items', table => {
    table.string('begun_by', 300).comment('For whom its operation was begun');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('upgrades', table => {
    table.dropColumn('started_by');
  });
  await knex.schema.alterTable('upgrade_items', table => {
    table.dropColumn('begun_by');
  });
};
