/*
 * Secrets that replicas share and nobody has to configure, for example the key
 * that signals are named with.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('secrets', table => {
    table.string('name', 64).primary();
    table.string('value', 64).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('secrets');
};
