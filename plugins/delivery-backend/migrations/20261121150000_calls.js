/*
 * Who called whom, by day, and how far each source was read: what is added to
 * a day and the mark of how far go together, so that no hour counts twice.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('calls', table => {
    table.text('source').notNullable();
    table.text('from_ref').notNullable().comment('Empty for outside');
    table.text('to_ref').notNullable();
    table.string('day', 10).notNullable().index();
    table.double('requests').notNullable();
    table.integer('last_hour').notNullable().comment('Unix time in seconds');
    table.primary(['source', 'from_ref', 'to_ref', 'day']);
  });

  await knex.schema.createTable('calls_watched', table => {
    table.text('source').notNullable();
    table.text('entity_ref').notNullable();
    table.integer('since').notNullable().comment('Unix time in seconds');
    table.integer('until').notNullable().comment('Unix time in seconds');
    table.primary(['source', 'entity_ref']);
  });

  await knex.schema.createTable('calls_read', table => {
    table.text('source').primary();
    table.integer('until').comment('Unix time in seconds');
    table.text('problem');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('calls_read');
  await knex.schema.dropTable('calls_watched');
  await knex.schema.dropTable('calls');
};
