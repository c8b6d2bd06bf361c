/** Files that are too long to be shown: private answers take none, so they go to the person's conversation with the bot. */
import type { webApi } from '@slack/bolt'
import type { Block, Reply } from '../chat/reply.ts'
import { rich } from '../chat/rich-text.ts'
import { limits } from './limits.ts'
import { channelOf, directPlace } from './place.ts'

type File = Extract<Block, { kind: 'file' }>

/** Sends what is too long, and returns the reply that says so in its place. */
export async function sendFiles(
  reply: Reply,
  { person, workspace }: { readonly person: string; readonly workspace: string },
  client: webApi.WebClient,
): Promise<Reply> {
  const long = reply.blocks.filter(isLong)
  if (long.length === 0) return reply
  const channel_id = await channelOf(directPlace(person, workspace), client)
  for (const { name, content } of long) await client.filesUploadV2({ channel_id, filename: name, content })
  return { ...reply, blocks: reply.blocks.map(block => (isLong(block) ? sentNote(block) : block)) }
}

const isLong = (block: Block): block is File =>
  block.kind === 'file' && block.content.length > limits.shownFile

const sentNote = ({ name }: File): Block => ({
  kind: 'text',
  text: rich`${{ bold: name }} is too long to be shown here, so it was sent to you in a direct message.`,
})
