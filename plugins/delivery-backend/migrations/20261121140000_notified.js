/*
 * Whether the end of an operation was told: a process may die between the two.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table
      .string('notified_at', 32)
      .comment('When people were told how it ended');
  });
  // What ended before is not told again.
  await knex('operations').update({ notified_at: knex.ref('ended_at') });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operations', table => {
    table.dropColumn('notified_at');
  });
};
