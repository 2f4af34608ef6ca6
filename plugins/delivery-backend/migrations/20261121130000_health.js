/*
 * Measured health: the newest figures of each deployment, and what was
 * measured around each version that went live. The second outlives the source
 * that it was measured from.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('health_snapshots', table => {
    table.text('deployment_id').primary();
    table.text('source').notNullable().index();
    table
      .text('target')
      .notNullable()
      .comment('JSON: how its metrics are found');
    table.text('health').notNullable().comment('JSON');
    table.string('status', 16).notNullable();
    table.string('measured_at', 32).notNullable();
  });

  await knex.schema.alterTable('deployments', table => {
    table
      .text('slos')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: objectives that files of the folder declare');
  });

  await knex.schema.createTable('deploy_comparisons', table => {
    table.text('deployment_id').notNullable();
    table.string('commit', 64).notNullable();
    table.text('version').notNullable();
    table.string('at', 32).notNullable();
    table.text('comparison').notNullable().comment('JSON');
    table
      .text('before_parts')
      .notNullable()
      .comment('JSON: counts of the hour before');
    table.text('stay').comment('JSON: counts of the whole stay, once it ended');
    table.boolean('final').notNullable();
    table.primary(['deployment_id', 'commit']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('deploy_comparisons');
  await knex.schema.dropTable('health_snapshots');
  await knex.schema.alterTable('deployments', table => {
    table.dropColumn('slos');
  });
};
