/** The tags of a forum's post. Pure. */
import { ChannelFlags } from 'discord.js'
import { z } from 'zod'
import { limits } from './limits.ts'

/** What is read of a forum, as it is now. */
export const forumSchema = z.object({
  flags: z.number().default(0),
  available_tags: z.array(z.object({ id: z.string(), name: z.string(), moderated: z.boolean() })).default([]),
})

/** Ids of the tags with these names. A forum that requires one gets its first, where none of the names is there. */
export function chosenTags(
  { flags, available_tags: available }: z.infer<typeof forumSchema>,
  names: readonly string[],
): string[] {
  const wanted = new Set(names.map(name => name.toLowerCase()))
  const open = available.filter(({ moderated }) => !moderated)
  const chosen = open.filter(({ name }) => wanted.has(name.toLowerCase())).slice(0, limits.forumTags)
  const required = (flags & ChannelFlags.RequireTag) !== 0
  return (required && chosen.length === 0 ? open.slice(0, 1) : chosen).map(({ id }) => id)
}
