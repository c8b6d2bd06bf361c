/** What is kept with a slot, so that the next one goes on from it and `why` can judge it again. */
import { z } from 'zod'
import type { Subscription } from '../channels/settings.ts'
import { type Upgrade, withUpgrades } from '../channels/versions.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import { silenceSchema } from './silence.ts'
import { coverageSchema } from './slot-lists.ts'

/** How notes came to be what they are: an entry per released version before the current one. */
const upgrades: readonly Upgrade[] = []

const date = z.iso.date()
const instant = z.iso.datetime()

const listSchema = z
  .strictObject({
    date,
    part: z.enum(['complete', 'so far', 'rest']),
    late: z.boolean(),
    /** When this subscription had posted it before (ISO instant), while it still grew. */
    shownAt: z.exactOptional(instant),
  })
  .readonly()

const acronymSchema = z.strictObject({ short: z.string(), long: z.string() }).readonly()

/** What a choice asks of a subscription. A copy, for the subscription changes and its settings outlive no version. */
const ruleSchema = z
  .strictObject({
    revision: z.int().min(1),
    kind: z.enum(['lists', 'trending', 'team']),
    topics: z.array(z.string()).readonly(),
    /** What acronyms in each topic were taken to mean, in the order of the topics; absent where there were none. */
    acronyms: z.exactOptional(z.array(z.array(acronymSchema).readonly()).readonly()),
    most: z.int().min(1),
    upvotes: z.exactOptional(z.strictObject({ least: z.int(), withinDays: z.int() }).readonly()),
  })
  .readonly()

const currentSchema = z
  .strictObject({
    version: z.literal(upgrades.length + 1),
    /** The instant as of which the lists were read: what joined them later wasn't seen. */
    at: instant,
    rule: ruleSchema,
    /** The lists posted from, oldest first, and those that are never posted because there were too many. */
    lists: z.array(listSchema).readonly(),
    leftOut: z.array(date).readonly(),
    coverage: coverageSchema,
    /** When each list of `coverage.open` was posted last. */
    shown: z.record(date, instant),
    /** Papers that wait for upvotes, by the list that brought them. */
    waiting: z.record(date, z.array(z.string()).readonly()),
    silence: z.exactOptional(silenceSchema),
    /** Of the team's week: what it was about, the papers that people did something with, and those of the lists that they knew. */
    week: z.exactOptional(
      z
        .strictObject({
          from: instant,
          to: instant,
          papers: z.int().min(0),
          known: z.array(z.string()).readonly(),
        })
        .readonly(),
    ),
    /** Why nothing was posted: no list was there, no paper of them was to be posted; nobody did anything, or the channel was gone. */
    nothing: z.exactOptional(z.enum(['no list', 'no paper', 'quiet week', 'not seen'])),
  })
  .readonly()

export type Note = z.infer<typeof currentSchema>
export type NotedList = Note['lists'][number]
export type Rule = Note['rule']

/** Reads notes of any version. */
export const noteSchema: z.ZodType<Note> = withUpgrades(currentSchema, upgrades)

export const noteVersion = upgrades.length + 1

/** @param acronymsOf what acronyms in a topic mean now */
export function ruleOf(
  { revision, kind, topics, most, upvotes }: Subscription,
  acronymsOf: (topic: string) => readonly Acronym[],
): Rule {
  const acronyms = topics.map(acronymsOf)
  return {
    revision,
    kind,
    topics,
    ...(acronyms.some(known => known.length > 0) && { acronyms }),
    most,
    ...(upvotes && { upvotes }),
  }
}
