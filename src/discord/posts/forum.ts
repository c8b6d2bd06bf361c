/** The tags of a forum's post. Pure. */
import { ChannelFlags } from 'discord.js'
import { z } from 'zod'
import { limits } from '../limits.ts'

/** What is read of a forum, as it is now. */
export const forumSchema = z.object({
  flags: z.number().default(0),
  available_tags: z.array(z.object({ id: z.string(), name: z.string(), moderated: z.boolean() })).default([]),
})

/** The tags that may be set: those for moderators only by who may manage threads. */
export function usableTags<Tag extends { readonly moderated: boolean }>(
  tags: readonly Tag[],
  managesThreads: boolean,
): Tag[] {
  return tags.filter(({ moderated }) => managesThreads || !moderated)
}

/** Ids of the tags with these names. A forum that requires one gets its first usable, where none of the names is there. */
export function chosenTags(
  { flags, available_tags: available }: z.infer<typeof forumSchema>,
  names: readonly string[],
  managesThreads: boolean,
): string[] {
  const wanted = new Set(names.map(name => name.toLowerCase()))
  const usable = usableTags(available, managesThreads)
  const chosen = usable.filter(({ name }) => wanted.has(name.toLowerCase())).slice(0, limits.forumTags)
  const required = (flags & ChannelFlags.RequireTag) !== 0
  return (required && chosen.length === 0 ? usable.slice(0, 1) : chosen).map(({ id }) => id)
}
