/*
 * Documents are kept once by their digest, compressed; versions, needs and
 * comparisons refer to them. States are what pages read, and can be made anew.
 */

function contracts(table) {
  table.text('entity_ref').primary();
  table.text('name').notNullable();
  table.text('title');
  table.text('spec_type').notNullable();
  table.text('type').comment('Absent when it cannot be compared');
  table.text('owner');
  table.text('system');
  table.text('lifecycle');
  table.text('providers').notNullable().comment('JSON');
  table.text('digest').comment('Of the text in the catalog');
  table.text('problem');
  table.text('seen_at').notNullable();
  table.text('removed_at');
}

function consumptions(table) {
  table.text('consumer_ref').notNullable();
  table.text('contract_ref').notNullable().index();
  table.text('owner');
  table.primary(['consumer_ref', 'contract_ref']);
}

function documents(table) {
  table.string('digest', 64).primary();
  table.boolean('files').notNullable();
  table.integer('size').notNullable().comment('Bytes of the text');
  table.binary('body').notNullable().comment('gzip');
  table.text('outline').comment('JSON');
  table.text('problem').comment('Why it cannot be compared');
}

function versions(table) {
  table.text('entity_ref').notNullable();
  table.text('version').notNullable();
  table.string('digest', 64).notNullable().index();
  table.text('type').notNullable();
  table.text('source').notNullable();
  table.text('commit');
  table.text('published_at').notNullable();
  table.text('published_by');
  table.text('judgement').comment('JSON; absent for the first version');
  table.primary(['entity_ref', 'version']);
}

function releases(table) {
  table.text('component_ref').notNullable();
  table.text('component_version').notNullable();
  table.text('entity_ref').notNullable().index();
  table.text('version').notNullable();
  table.primary(['component_ref', 'component_version', 'entity_ref']);
}

function comparisons(table) {
  table.string('key', 64).primary().comment('Digests, rules and reading');
  table.binary('result').notNullable().comment('gzip of JSON');
  table.integer('took_ms').notNullable();
  table.text('judged_at').notNullable();
}

function needs(table) {
  table.text('component_ref').notNullable();
  table.text('version').notNullable();
  table.string('digest', 64).notNullable();
  table.text('commit');
  table.text('needs').notNullable().comment('JSON');
  table.text('published_at').notNullable();
  table.primary(['component_ref', 'version']);
}

function live(table) {
  table.text('id').primary();
  table.text('component_ref').notNullable().index();
  table.text('version').notNullable();
  table.text('environment').notNullable();
  table.text('tenant');
  table.text('cluster');
  table.text('since');
  table.boolean('stale').notNullable();
}

function lived(table) {
  table.string('component_ref', 255).notNullable();
  table.string('environment', 100).notNullable();
  table.string('tenant', 100).notNullable().comment('Empty without one');
  table.string('version', 128).notNullable();
  table.primary(['component_ref', 'environment', 'tenant', 'version']);
}

function readings(table) {
  table.text('id').primary();
  table.text('read_at');
  table.text('problem');
  table.text('environments').notNullable().comment('JSON');
}

function gitReadings(table) {
  table.string('repository', 100).notNullable();
  table.string('reference', 500).notNullable();
  table.string('commit', 64).notNullable();
  table.text('read_at').notNullable();
  table.primary(['repository', 'reference']);
}

function states(table) {
  table.text('entity_ref').primary();
  table
    .string('inputs', 64)
    .notNullable()
    .comment('Digest of what it came from');
  table.text('summary').notNullable().comment('JSON');
  table.text('state').notNullable();
  table.text('group_name').notNullable();
  table.text('owner');
  table.text('gaps').notNullable().comment('Names between commas');
  table.text('search').notNullable();
  table.integer('position').notNullable().comment('By group, worst first');
  table.text('sort_name').notNullable();
}

function exceptions(table) {
  table.text('id').primary();
  table.text('kind').notNullable();
  table.text('rule');
  table.text('verdict');
  table.text('scope');
  table.text('consumer');
  table.text('environment');
  table.text('owner').notNullable();
  table.text('reason').notNullable();
  table.text('expires_at').notNullable();
  table.text('created_by').notNullable();
  table.text('created_at').notNullable();
  table.text('ended_at');
}

function traffic(table) {
  table.text('consumer_ref').notNullable();
  table.text('provider_ref').notNullable();
  table.text('operation').notNullable();
  table.text('source').notNullable();
  table.bigInteger('calls').notNullable();
  table.integer('days').notNullable();
  table.text('seen_at').notNullable();
  table.primary(['consumer_ref', 'provider_ref', 'operation', 'source']);
}

/** In the order they are made; the last one goes first. */
const TABLES = {
  ...{ contracts, consumptions, documents, versions, releases, comparisons },
  ...{
    needs,
    live,
    readings,
    git_readings: gitReadings,
    states,
    exceptions,
    traffic,
  },
  lived,
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const [name, describe] of Object.entries(TABLES)) {
    await knex.schema.createTable(name, describe);
  }
  await knex.schema.alterTable('states', table => {
    table.index(['position', 'sort_name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of Object.keys(TABLES).reverse()) {
    await knex.schema.dropTable(name);
  }
};
