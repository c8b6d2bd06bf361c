/** What a team thought of papers: threads, votes, verdicts, reading lists. The contract; `create-discussions.ts` makes it. */
import type { Temporal } from '@js-temporal/polyfill'
import type { ChannelSettings } from '../channels/settings.ts'
import type { Place } from '../chat/place.ts'
import type { MessageRef } from '../chat/platform.ts'
import type { Request } from '../chat/request.ts'
import type { Paper } from '../papers/paper.ts'
import type { Query } from '../search/query/query.ts'

/** Who reads or acts, and where: decides what is seen, and who may see what is said. */
export type Reader = Pick<Request, 'actor' | 'place' | 'scope'>

/** Readers that are no one person: a channel, of which may be said what everybody in it may know. */
export type Readers = Pick<Reader, 'scope'>

/** The thread about a paper. */
export interface Discussion {
  /** Of this thread alone: names it when it is to be replaced. */
  readonly id: number
  /** The first message in the thread. */
  readonly message: MessageRef
  /** Without `#`; where the platform told. */
  readonly channelName?: string
  /** ISO instant. */
  readonly openedAt: string
  /** As last heard, like the replies. */
  readonly state: 'open' | 'archived' | 'locked' | 'gone'
  /** Messages that people wrote. */
  readonly replies: number
}

export const verdictNames = ['Worth reading', 'Skim', 'Skip', 'Tried it'] as const
export type VerdictName = (typeof verdictNames)[number]

export interface Verdict {
  readonly verdict: VerdictName
  readonly line?: string
  /** Of the person, where the platform told. */
  readonly name?: string
  /** ISO instant. */
  readonly at: string
}

/** `reading`: somebody said that they will read it. `done`: they gave a verdict. */
export type Saved = 'saved' | 'reading' | 'done'

/** How a paper is to stand on a person's list. */
export type Saving = 'saved' | 'reading' | 'removed'

/** `changed` is false where it stood so before. */
export interface SaveResult {
  readonly to: Saving
  readonly changed: boolean
}

/** What is known of a paper where it is shown. */
export interface Known {
  readonly discussion?: Discussion
  readonly votes: number
  /** The latest. */
  readonly verdict?: Verdict
}

/** The same for one person. */
export interface KnownToOne extends Known {
  readonly voted: boolean
  /** On the person's own list. */
  readonly saved?: Saved
}

export interface Opening {
  readonly paper: Paper
  /** What is opened stands in the reader's channel. */
  readonly reader: Reader
  readonly isForum: boolean
  readonly channelName?: string
  /** A message of the channel that shows this paper alone: the thread is opened under it. */
  readonly parent?: MessageRef
  /** The thread that a post of this paper alone has already: it becomes the discussion. */
  readonly thread?: MessageRef
  /** The discussion that a person agreed to replace. */
  readonly replaced?: number
  /** Whether the person may open any number. */
  readonly unlimited: boolean
}

/** The line in the channel whose thread was refused: the next try's, or nobody's any more. */
export type StandingLine = 'waits' | 'left'

/**
 * `waiting`: it is opened as soon as the platform takes it. `unknowable`: it may have been opened, and can't be looked for;
 * its id names it when it is to be replaced.
 */
export type Opened =
  | { readonly kind: 'opened' | 'already'; readonly discussion: Discussion }
  | { readonly kind: 'too many'; readonly next: Temporal.Instant }
  | { readonly kind: 'refused'; readonly forOwner: string; readonly line?: StandingLine }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'unknowable'; readonly id: number }

/** A paper on a reading list. */
export interface ReadingEntry {
  readonly paper: string
  /** Who has it there, the latest last; nobody's name on the person's own list. */
  readonly people: readonly { readonly name?: string; readonly saved: Saved }[]
  /** ISO instant of the latest change. */
  readonly at: string
}

/** A paper to which something happened where it is asked. */
export interface Happened {
  readonly paper: string
  readonly known?: KnownToOne
  /** Others who have it on their list. */
  readonly savedBy?: ReadingEntry['people']
  /** ISO instant at which it was posted in this very channel. */
  readonly postedAt?: string
  /** The verdict beside which was written what was asked for, where that isn't the latest. */
  readonly answer?: Verdict
}

/** After an instant, up to another. */
export interface Span {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}

/** A paper that people did something with in a span of time. */
export interface WorkedOn {
  readonly paper: Paper
  /** Its thread, whenever it was opened, and where a person finds it. */
  readonly discussion?: Discussion
  readonly link?: string
  /** The thread was opened in this time. */
  readonly opened: boolean
  /** Each person's last one in this time, in their order. */
  readonly verdicts: readonly Verdict[]
  /** Of all times. */
  readonly votes: number
  /** Somebody voted for it in this time. */
  readonly voted: boolean
  /** Somebody put it on their list in this time. */
  readonly saved: boolean
}

/** What a team did with papers in a span of time; as it is at the end of it. */
export interface Week {
  readonly papers: readonly WorkedOn[]
  /** Of the team's reading list, the latest first. */
  readonly unread: readonly (Omit<ReadingEntry, 'paper'> & { readonly paper: Paper })[]
  /** Those of the papers asked for that anything was ever said of. */
  readonly known: ReadonlySet<string>
}

export type ReadingList = 'mine' | 'team' | 'done'

/**
 * Everything is kept with the scope in which it was said. It is read in that scope; what was said in public also in the
 * private scopes of the same workspace, never the other way round. What a scope's readers see of a person is the last
 * that this person said in any of the scopes that they may read.
 */
export interface Discussions {
  /** By the ids asked for; papers of which nothing is known are left out. Asks no platform. */
  known(papers: readonly string[], readers: Readers): Promise<ReadonlyMap<string, Known>>
  knownTo(papers: readonly string[], reader: Reader): Promise<ReadonlyMap<string, KnownToOne>>
  /**
   * The discussions of papers that a message to everybody in a channel may name: what is written there stays, so it is
   * what all who read the channel may know as its platform says now, and nothing where that doesn't tell.
   */
  nameable(papers: readonly string[], channel: Place): Promise<ReadonlyMap<string, Discussion>>
  /** The thread about a paper as it is now, as far as its platform tells. */
  find(paper: string, readers: Readers): Promise<Discussion | undefined>
  /** Opens the one thread, or leads to it where there is one that isn't the replaced one. */
  open(opening: Opening): Promise<Opened>
  /** Votes, or takes the vote back. */
  vote(paper: string, reader: Reader): Promise<Pick<KnownToOne, 'voted' | 'votes'>>
  /**
   * Puts a paper on the person's list, or takes it off. `toggled` takes off what the person put there in this very scope,
   * and puts there anything else.
   */
  save(paper: string, to: Saving | 'toggled', reader: Reader): Promise<SaveResult>
  /** Gives a verdict, which ends the reading. */
  judge(paper: string, verdict: Pick<Verdict, 'verdict' | 'line'>, reader: Reader): Promise<void>
  /** All verdicts on a paper, the latest first. */
  verdicts(paper: string, readers: Readers): Promise<Verdict[]>
  /** A reading list, the latest first. The person's own holds what they saved anywhere in the workspace. */
  reading(which: ReadingList, reader: Reader): Promise<ReadingEntry[]>
  /**
   * The papers that something happened to here, by what they say and by what was written beside verdicts on them, the
   * best matches first, 25 at most.
   */
  history(query: Query, reader: Reader): Promise<Happened[]>
  /** Keeps nothing in memory of what was deleted. */
  forgotten(): void
  /** Follows the discussions of a channel from now on, or no longer, as its settings say. */
  follow(settings: Pick<ChannelSettings, 'place' | 'followups'>): Promise<void>
  /** Reads papers of followed discussions again, and has what is new of them said in their threads, each once. */
  followUp(signal: AbortSignal): Promise<void>
  /**
   * What everybody who reads a channel may know of what was done with papers; undefined where the channel is gone. Asks
   * the platform who reads it, and what became of threads. Rejects where that can't be known now.
   */
  week(channel: Place, span: Span, among: readonly string[]): Promise<Week | undefined>
  /** Goes on with what an earlier process was opening; does not wait for it. */
  start(): Promise<void>
  /** Once nothing is being asked for any more. */
  settled(): Promise<void>
}
