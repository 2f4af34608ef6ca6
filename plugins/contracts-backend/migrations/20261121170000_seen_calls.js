/*
 * What `delivery` counted replaces what was kept by operation and source. Who
 * called is empty when it is nobody that is deployed here: an empty text can
 * be part of a key on every database, and nothing cannot.
 */

function seenCalls(table) {
  table.string('consumer_ref', 255).notNullable();
  table.string('provider_ref', 255).notNullable();
  table.double('requests').notNullable().comment('Of the last seven days');
  table.text('last_call_at').notNullable();
  table.primary(['consumer_ref', 'provider_ref']);
}

function seenComponents(table) {
  table.string('entity_ref', 255).primary();
  table.text('since').notNullable();
  table.text('until').notNullable();
}

function seenSources(table) {
  table.string('id', 255).primary();
  table.text('title').notNullable();
  table.boolean('simulated').notNullable();
  table.text('read_until');
  table.text('problem');
}

function componentOwners(table) {
  table.string('entity_ref', 255).primary();
  table.text('owner').comment('Absent when the catalog names nobody');
  table.boolean('known').notNullable().comment('Whether the catalog has it');
}

const TABLES = {
  ...{ seen_calls: seenCalls, seen_components: seenComponents },
  ...{ seen_sources: seenSources, component_owners: componentOwners },
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.dropTable('traffic');
  for (const [name, describe] of Object.entries(TABLES)) {
    await knex.schema.createTable(name, describe);
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of Object.keys(TABLES).reverse()) {
    await knex.schema.dropTable(name);
  }
  await knex.schema.createTable('traffic', table => {
    table.text('consumer_ref').notNullable();
    table.text('provider_ref').notNullable();
    table.text('operation').notNullable();
    table.text('source').notNullable();
    table.bigInteger('calls').notNullable();
    table.integer('days').notNullable();
    table.text('seen_at').notNullable();
    table.primary(['consumer_ref', 'provider_ref', 'operation', 'source']);
  });
};
