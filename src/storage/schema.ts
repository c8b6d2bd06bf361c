/** The tables, as Kysely sees them after the last migration. */
import type { Generated } from 'kysely'

export interface Database {
  papers: PaperRow
  lists: ListRow
  list_entries: ListEntryRow
  aliases: AliasRow
  meta: { key: 'library'; value: string }
  keyv: KeyvRow
  damaged_values: DamagedValueRow
  slots: SlotRow
  posted_papers: PostedPaperRow
  outbox: OutboxRow
  pauses: PauseRow
  schedule: ScheduleRow
  discussions: DiscussionRow
  marks: MarkRow
  verdicts: VerdictRow
  embeddings: EmbeddingRow
  follow_ups: FollowUpRow
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

/** A place as its parts, so that each row can be told from those of other workspaces; the whole of it in one column. */
interface Placed {
  platform: string
  workspace: string
}

/** What a subscription said for one local date; also that it had nothing to say. */
export interface SlotRow extends Placed {
  subscription: string
  date: string
  channel: string
  /** Milliseconds since the epoch, like all times of delivery. */
  claimed_at: number
  note: string | null
}

/** A paper that a channel got, or is getting. */
export interface PostedPaperRow extends Placed {
  channel: string
  paper: string
  subscription: string
  date: string
  receipt: string
}

/** One message. */
export interface OutboxRow extends Placed {
  id: Generated<number>
  key: string
  /** None for a message that belongs to no slot. */
  subscription: string | null
  date: string | null
  place: string
  /** As JSON; dropped once it was sent. */
  reply: string | null
  /** As JSON, for a message that opens a thread. */
  thread: string | null
  /** Key of the message that the thread is opened under. */
  under: string | null
  state: 'claimed' | 'sending' | 'sent' | 'refused' | 'unknowable'
  /** When it is to be sent, or looked for; none once that is over. */
  due: number | null
  claimed_at: number
  /** When it was last handed to the platform. */
  at: number | null
  /** As JSON: where it stands. */
  message: string | null
  for_owner: string | null
  for_log: string | null
}

/** A subscription that is not posted because a platform refused it. */
export interface PauseRow extends Placed {
  subscription: string
  place: string
  for_owner: string
  for_log: string
  since: number
  /** Whether the owner was told. */
  told: 0 | 1
}

/** When a subscription is to be looked at next; made anew from the settings at every start. */
export interface ScheduleRow extends Placed {
  subscription: string
  place: string
  /** Milliseconds since the epoch. */
  next_at: number
}

/** The thread that a scope has about a paper. The one with the highest generation counts. */
export interface DiscussionRow extends Placed {
  id: Generated<number>
  /** Where it was opened. */
  scope: string
  paper: string
  generation: number
  /** The scope whose readers may know of it: another one than `scope` once its channel has become private. */
  readers: string
  channel: string
  channel_name: string | null
  /** Whether the channel holds only threads. */
  forum: 0 | 1
  /** The person, written as a place; empty once they deleted their data. */
  opened_by: string
  opener: string | null
  opened_at: number
  /** As JSON: the message that the thread is opened under, where that stood before; of one that failed, that the next takes. */
  parent: string | null
  /** As JSON: the thread, and its first message. */
  message: string | null
  state: 'opening' | 'open' | 'archived' | 'locked' | 'gone' | 'failed' | 'unknown'
  replies: number
  /** When state and replies were last asked for. */
  seen_at: number
}

/** What a person last said of a paper in a scope by pressing: a vote, or its place on the reading list. */
export interface MarkRow extends Placed {
  /** Grows with every press. */
  id: Generated<number>
  scope: string
  paper: string
  person: string
  name: string | null
  kind: 'vote' | 'save'
  value: string
  at: number
}

/** What a person thought of a paper. */
export interface VerdictRow extends Placed {
  id: Generated<number>
  scope: string
  paper: string
  person: string
  name: string | null
  verdict: string
  line: string | null
  at: number
}

/** How a pre-trained encoder sees a paper. It goes with its paper. */
export interface EmbeddingRow {
  paper_id: string
  /** The revision of the paper at which its text was last looked at. */
  revision: number
  /** As `Encoded` names it. */
  model: string
  dimensions: number
  /** SHA-256 of the text as it was sent, in hexadecimal. */
  text_hash: string
  /** A signed byte for each dimension. */
  vector: Uint8Array
}

/** What may appear of a discussion's paper once the discussion is followed; there is a row for each kind. */
export interface FollowUpRow {
  discussion: number
  kind: 'code' | 'page'
  /** `had`: the paper had it before. `found`: it is being said. `over`: it was said, or nobody was to be told. */
  state: 'had' | 'awaited' | 'found' | 'over'
  /** When the paper was last read again. */
  read_at: number
}
