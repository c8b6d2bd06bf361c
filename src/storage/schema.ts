/** The tables, as Kysely sees them after the last migration. */

export interface Database {
  papers: PaperRow
  lists: ListRow
  list_entries: ListEntryRow
  aliases: AliasRow
  meta: { key: 'library'; value: string }
  keyv: KeyvRow
  damaged_values: DamagedValueRow
}

export interface PaperRow {
  id: string
  /** `titleId(title)`: how a paper is known that comes with nothing but its title. */
  title_key: string
  /** The paper as JSON. */
  record: string
  origin: string
  upvotes: number | null
  /** Grows with every change to the library; a search index that has seen this number has seen this row. */
  revision: number
}

export interface ListRow {
  date: string
  /** ISO instant of the last live fetch. */
  fetched_at: string | null
  closed: 0 | 1
}

export interface ListEntryRow {
  list_date: string
  paper_id: string
  /** ISO instant. */
  first_seen_at: string
}

/** A `title:` id whose paper was taken over by one with a real id. */
export interface AliasRow {
  old_id: string
  paper_id: string
  revision: number
}

export interface KeyvRow {
  namespace: string
  key: string
  value: string
  /** Milliseconds since the epoch. */
  expires: number | null
}

/** A value that could not be read, kept as it was found. */
export interface DamagedValueRow {
  namespace: string
  key: string
  value: string
  reason: string
}
