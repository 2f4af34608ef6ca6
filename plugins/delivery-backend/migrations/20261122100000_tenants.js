/*
 * What Git says of tenants, what is measured of them, and upgrades that go
 * over many deployments wave by wave.
 */

/** @param {import('knex').Knex} knex */
async function createKnown(knex) {
  await knex.schema.createTable('tenant_indexes', table => {
    table.string('repository', 63).primary();
    table.string('head', 64).notNullable();
    table
      .text('folder')
      .notNullable()
      .comment('As configured when it was read');
  });
  await knex.schema.createTable('tenant_files', table => {
    table.string('repository', 63).notNullable();
    table.string('path', 512).notNullable();
    table.string('name', 128).notNullable().index();
    table.string('blob', 64).notNullable();
    table.text('described').notNullable().comment('JSON');
    table.text('problems').notNullable().comment('JSON');
    table.primary(['repository', 'path']);
  });
  await knex.schema.createTable('tenant_folders', table => {
    table.string('deployment_id', 128).primary();
    table.string('repository', 63).notNullable().index();
    table.string('digest', 64).notNullable().comment('Of the files it is from');
    table.text('facts').notNullable().comment('JSON');
  });
  await knex.schema.createTable('tenant_usage', table => {
    table.string('source', 128).notNullable();
    table.string('tenant', 128).notNullable();
    table.string('environment', 63).notNullable();
    table.text('reading').notNullable().comment('JSON');
    table.string('measured_at', 32).notNullable();
    table.primary(['source', 'tenant', 'environment']);
  });
  await knex.schema.createTable('tenant_usage_sources', table => {
    table.string('id', 128).primary();
    table.string('seen_at', 32);
    table.string('silent_since', 32);
    table.text('cause');
  });
}

/** @param {import('knex').Knex} knex */
async function createUpgrades(knex) {
  await knex.schema.createTable('upgrades', table => {
    table.string('id', 36).primary();
    table.string('idempotency_key', 200).notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 32).notNullable().index();
    table.string('ended_at', 32);
    table.string('state', 16).notNullable().index();
    table.text('request').notNullable().comment('JSON');
    table.integer('soak_seconds').notNullable();
    table
      .text('accepted')
      .notNullable()
      .comment('JSON: checks that a person lets pass without an answer');
    table.text('message').notNullable();
    table
      .integer('turn')
      .notNullable()
      .defaultTo(0)
      .comment('Grows each time a person starts, stops or abandons it');
    table.unique(['requested_by', 'idempotency_key']);
  });
  await knex.schema.createTable('upgrade_items', table => {
    table.string('upgrade_id', 36).notNullable().index();
    table.integer('position').notNullable();
    table.integer('wave').notNullable().comment('0 for the first');
    table.string('deployment_id', 128).notNullable().index();
    table.string('entity_ref', 255).notNullable();
    table.text('place').notNullable().comment('JSON');
    table.string('from_version', 128).notNullable();
    table.string('to_version', 128).notNullable();
    table.string('expected_commit', 64).notNullable();
    table.string('state', 16).notNullable();
    table.integer('attempt').notNullable();
    table.string('operation_id', 36);
    table.string('soaking_since', 32);
    table.text('checks').notNullable().comment('JSON');
    table.text('message').notNullable();
    table.primary(['upgrade_id', 'position']);
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await createKnown(knex);
  await createUpgrades(knex);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    ...['upgrade_items', 'upgrades', 'tenant_usage_sources', 'tenant_usage'],
    ...['tenant_folders', 'tenant_files', 'tenant_indexes'],
  ]) {
    await knex.schema.dropTable(table);
  }
};
