/** Why a paper is posted, waits or is not posted, as data. Receipts are stored; the rest is found again when asked for. */
import { z } from 'zod'
import { type Upgrade, withUpgrades } from '../channels/versions.ts'
import { fields } from '../search/topics/read-paper.ts'
import type { Missing } from '../search/topics/topic.ts'

/** How receipts came to be what they are: an entry per released version before the current one. */
const upgrades: readonly Upgrade[] = []

const foundSchema = z.strictObject({
  /** A word or phrase of the topic. */
  text: z.string(),
  field: z.enum(fields),
  /** What the paper says in its place: the long form of an acronym, or the acronym. */
  said: z.exactOptional(z.string()),
})

const currentSchema = z.strictObject({
  version: z.literal(upgrades.length + 1),
  subscription: z.string(),
  revision: z.int().min(1),
  /** Local date of the post. */
  date: z.iso.date(),
  /** The first list that brought the paper. */
  list: z.iso.date(),
  /** The topic that fits best, as typed, and where its words were found; absent where there are no topics. */
  topic: z.exactOptional(
    z.strictObject({
      text: z.string(),
      found: z.array(foundSchema).readonly(),
    }),
  ),
  /** When it was chosen; absent when unknown. */
  upvotes: z.exactOptional(z.int().min(0)),
  /** Its place, from 1, among `of` papers that could be posted. */
  place: z.int().min(1),
  of: z.int().min(1),
  /** It joined the list after that was posted. */
  late: z.exactOptional(z.literal(true)),
  /** It waited until it had so many upvotes. */
  waitedFor: z.exactOptional(z.int().min(1)),
})

export type Receipt = z.infer<typeof currentSchema>

/** Reads receipts of any version. */
export const receiptSchema: z.ZodType<Receipt> = withUpgrades(currentSchema, upgrades)

/** What becomes of a paper with a subscription at one date. */
export type Verdict =
  | { readonly kind: 'posted'; readonly receipt: Receipt }
  /** Its upvotes are too few. It may still reach them by posts up to `until`, and is given up with the first one after. */
  | {
      readonly kind: 'waiting'
      readonly list: string
      readonly until: string
      readonly upvotes: number
      readonly least: number
    }
  | { readonly kind: 'off topic'; readonly nearest: Nearest }
  /** At an ISO instant; perhaps by another subscription of the channel. */
  | { readonly kind: 'posted before'; readonly at: string }
  /** Somebody here discussed, judged or saved it, or voted for it: the team didn't miss it. */
  | { readonly kind: 'known here' }
  /** Nothing was posted of the team's week: nobody did anything, or the channel was gone. */
  | { readonly kind: 'untold week' }
  /** It was on the list when that was posted while it still grew, at an ISO instant. */
  | { readonly kind: 'shown before'; readonly list: string; readonly at: string }
  | { readonly kind: 'no room'; readonly place: number; readonly most: number }
  /** It would be posted as it is now, but as it was then it wasn't: upvotes grow, keywords come later. */
  | { readonly kind: 'changed'; readonly date: string }
  | { readonly kind: 'not listed'; readonly lists: readonly string[] }

/** The topic that lacks least, as typed; `upvotes` are the paper's. */
export interface Nearest {
  readonly topic: string
  readonly missing: readonly Missing[]
  readonly upvotes?: number
}
