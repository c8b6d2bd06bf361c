/** The channel behind a place. */
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../chat/place.ts'

const direct = z.object({ id: z.string() })

/** Where the place's messages are: a thread is a channel of its own, and a person has a conversation with the bot. */
export async function channelIdOf({ channel, thread, person }: Place, rest: REST): Promise<string> {
  if (person === undefined) return thread ?? channel!
  return direct.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: person } })).id
}
