/*
 * Environments that exist only in Git, when they end, and what is done about
 * that. A removal is written here before it is pushed, so that another replica
 * goes on with exactly the same after a crash.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deployments', table => {
    table
      .string('environment_kind', 64)
      .comment('Of an environment that exists only in Git');
    table.string('expires', 32).comment('When the folder ends');
    table.index(['environment_kind', 'environment']);
  });

  await knex.schema.createTable('refused_folders', table => {
    table.text('repository').notNullable();
    table.text('path').notNullable();
    table.text('message').notNullable();
    table.primary(['repository', 'path']);
  });

  await knex.schema.createTable('expiries', table => {
    table.string('id', 64).primary().comment('Of repository, environment, end');
    table.text('repository').notNullable();
    table.text('environment').notNullable().index();
    table.string('expires', 32).notNullable();
    table
      .text('announced')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: times before the end that people were told at, in ms');
    table.text('removal').comment('JSON: the change that is at work');
    table.text('problem').comment('Why nothing was removed');
    table.string('ended_at', 32).index();
  });

  // What stands in delivery.yaml of each folder is read once more.
  await knex('repositories')
    .whereNotNull('head')
    .update({
      checkpoint: knex.raw('coalesce(checkpoint, head)'),
      head: null,
    });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('expiries');
  await knex.schema.dropTable('refused_folders');
  await knex.schema.alterTable('deployments', table => {
    table.dropIndex(['environment_kind', 'environment']);
    table.dropColumn('environment_kind');
    table.dropColumn('expires');
  });
};
