/** How the tables came to be: a list that only grows. A migration that was released is never changed. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { PaperboyError } from '../errors.ts'
import type { Database } from './schema.ts'

/** By name; they run in the order of their names. */
export type Migrations = Readonly<Record<string, Migration>>

export const migrations: Migrations = {
  '0001 library': { up: createLibrary },
  '0002 delivery': { up: createDelivery },
  '0003 schedule': { up: createSchedule },
  '0004 discussions': { up: createDiscussions },
  '0005 embeddings': { up: createEmbeddings },
  '0006 follow-ups': { up: createFollowUps },
  '0007 parents': { up: addParents },
  '0008 posts by channel': { up: indexPosts },
}

async function createLibrary(db: Kysely<unknown>): Promise<void> {
  await sql`create table papers (
    id text primary key, title_key text not null, record text not null, origin text not null,
    upvotes integer, revision integer not null) strict`.execute(db)
  await sql`create index papers_by_title on papers (title_key)`.execute(db)
  await sql`create index papers_by_revision on papers (revision, id)`.execute(db)
  await sql`create table lists (date text primary key, fetched_at text, closed integer not null) strict`.execute(
    db,
  )
  await sql`create table list_entries (
    list_date text not null references lists (date), paper_id text not null references papers (id),
    first_seen_at text not null, primary key (list_date, paper_id)) strict, without rowid`.execute(db)
  await sql`create index list_entries_by_paper on list_entries (paper_id)`.execute(db)
  await sql`create table aliases (
    old_id text primary key, paper_id text not null references papers (id), revision integer not null) strict`.execute(
    db,
  )
  await sql`create index aliases_by_paper on aliases (paper_id)`.execute(db)
  await sql`create table meta (key text primary key, value text not null) strict`.execute(db)
  await sql`insert into meta (key, value) values ('library', ${randomUUID()})`.execute(db)
  await sql`create table keyv (
    namespace text not null, key text not null, value text not null, expires integer,
    primary key (namespace, key)) strict, without rowid`.execute(db)
  await sql`create index keyv_by_expiry on keyv (expires) where expires is not null`.execute(db)
  await sql`create table damaged_values (
    namespace text not null, key text not null, value text not null, reason text not null,
    primary key (namespace, key, value)) strict, without rowid`.execute(db)
}

async function createDelivery(db: Kysely<unknown>): Promise<void> {
  await sql`create table slots (
    subscription text not null, date text not null, platform text not null, workspace text not null,
    channel text not null, claimed_at integer not null, note text,
    primary key (subscription, date)) strict, without rowid`.execute(db)
  await sql`create table posted_papers (
    channel text not null, paper text not null, platform text not null, workspace text not null,
    subscription text not null, date text not null, receipt text not null,
    primary key (channel, paper),
    foreign key (subscription, date) references slots (subscription, date)) strict, without rowid`.execute(db)
  await sql`create index posted_papers_by_slot on posted_papers (subscription, date)`.execute(db)
  await sql`create table outbox (
    id integer primary key, key text not null unique, subscription text, date text,
    platform text not null, workspace text not null, place text not null, reply text, thread text, under text,
    state text not null, due integer, claimed_at integer not null, at integer, message text,
    for_owner text, for_log text,
    foreign key (subscription, date) references slots (subscription, date)) strict`.execute(db)
  await sql`create index outbox_by_place on outbox (place, id) where due is not null`.execute(db)
  await sql`create index outbox_by_due on outbox (due) where due is not null`.execute(db)
  await sql`create index outbox_unsent on outbox (place, state) where reply is not null`.execute(db)
  await sql`create index outbox_by_slot on outbox (subscription, date)`.execute(db)
  await sql`create unique index outbox_by_parent on outbox (under) where under is not null`.execute(db)
  await sql`create table pauses (
    subscription text primary key, platform text not null, workspace text not null, place text not null,
    for_owner text not null, for_log text not null, since integer not null, told integer not null) strict`.execute(
    db,
  )
}

async function createSchedule(db: Kysely<unknown>): Promise<void> {
  await sql`create table schedule (
    place text not null, subscription text not null, platform text not null, workspace text not null,
    next_at integer not null, primary key (place, subscription)) strict, without rowid`.execute(db)
  await sql`create index schedule_by_time on schedule (next_at)`.execute(db)
}

async function createDiscussions(db: Kysely<unknown>): Promise<void> {
  await sql`create table discussions (
    id integer primary key autoincrement, platform text not null, workspace text not null, scope text not null,
    paper text not null, generation integer not null, readers text not null, channel text not null,
    channel_name text, forum integer not null, opened_by text not null, opener text, opened_at integer not null, message text,
    state text not null, replies integer not null, seen_at integer not null,
    unique (scope, paper, generation)) strict`.execute(db)
  await sql`create index discussions_by_readers on discussions (readers, paper)`.execute(db)
  await sql`create index discussions_by_opener on discussions (opened_by, opened_at)`.execute(db)
  await sql`create index discussions_opening on discussions (id) where state = 'opening'`.execute(db)
  await sql`create table marks (
    id integer primary key autoincrement, platform text not null, workspace text not null, scope text not null,
    paper text not null, person text not null, name text, kind text not null, value text not null,
    at integer not null, unique (scope, paper, person, kind)) strict`.execute(db)
  await sql`create index marks_by_person on marks (person, kind, paper)`.execute(db)
  await sql`create index marks_by_scope on marks (scope, kind, paper)`.execute(db)
  await sql`create table verdicts (
    id integer primary key autoincrement, platform text not null, workspace text not null, scope text not null,
    paper text not null, person text not null, name text, verdict text not null, line text,
    at integer not null) strict`.execute(db)
  await sql`create index verdicts_by_paper on verdicts (scope, paper)`.execute(db)
}

async function createEmbeddings(db: Kysely<unknown>): Promise<void> {
  await sql`create table embeddings (
    paper_id text primary key references papers (id) on delete cascade, revision integer not null,
    model text not null, dimensions integer not null, text_hash text not null, vector blob not null) strict`.execute(
    db,
  )
}

async function createFollowUps(db: Kysely<unknown>): Promise<void> {
  await sql`create table follow_ups (
    discussion integer not null references discussions (id), kind text not null, state text not null,
    read_at integer not null, primary key (discussion, kind)) strict, without rowid`.execute(db)
  await sql`create index follow_ups_unsaid on follow_ups (read_at) where state in ('awaited', 'found')`.execute(
    db,
  )
  await sql`create index discussions_by_channel on discussions (channel)`.execute(db)
}

async function addParents(db: Kysely<unknown>): Promise<void> {
  await sql`alter table discussions add column parent text`.execute(db)
}

async function indexPosts(db: Kysely<unknown>): Promise<void> {
  await sql`create index slots_by_channel on slots (channel, claimed_at)`.execute(db)
}

/**
 * Brings the tables up to date, all of it or nothing.
 *
 * @throws PaperboyError `storage.newer` when a newer version of Paperboy wrote this database.
 */
export async function migrate(db: Kysely<Database>, known: Migrations = migrations): Promise<void> {
  await refuseNewer(db, known)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...known }) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/**
 * Checks that a database which may only be read has just the tables that this version knows.
 *
 * @throws PaperboyError `storage.newer`, `storage.older`
 */
export async function requireCurrent(db: Kysely<Database>): Promise<void> {
  const applied = await refuseNewer(db, migrations)
  if (applied.length < Object.keys(migrations).length)
    throw new PaperboyError('storage.older', 'The database was made by an older version of Paperboy.', {
      help: 'Start the bot, or run "npm run -s papers -- sync", once: that brings it up to date.',
    })
}

async function refuseNewer(db: Kysely<Database>, known: Migrations): Promise<string[]> {
  const applied = await appliedMigrations(db)
  const unknown = applied.find(name => !(name in known))
  if (unknown)
    throw new PaperboyError(
      'storage.newer',
      `The database was made by a newer version of Paperboy (it holds "${unknown}"), and was left as it is.`,
      { help: 'Install that version again, or set PAPERBOY_DATA to another folder.' },
    )
  return applied
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_schema where name = 'kysely_migration'`.execute(db)
  if (tables.rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(row => row.name)
}
