/** The least permissions that Paperboy's features need, each named as Discord's settings name it. */
import { PermissionFlagsBits } from 'discord.js'
import type { Inspection } from '../chat/platform.ts'

interface Permission {
  readonly name: string
  readonly bit: bigint
  readonly why: string
  /** Where nothing can be posted without it. */
  readonly posting: readonly Inspection['kind'][]
  /** Where no thread can be opened without it. */
  readonly threads?: readonly Inspection['kind'][]
}

export const permissions: readonly Permission[] = [
  {
    name: 'View Channel',
    bit: PermissionFlagsBits.ViewChannel,
    why: 'to see the channels that it posts in',
    posting: ['channel', 'forum', 'thread'],
  },
  {
    name: 'Send Messages',
    bit: PermissionFlagsBits.SendMessages,
    why: 'to post papers in channels, and posts in forums (there it is named Create Posts)',
    posting: ['channel', 'forum'],
  },
  {
    name: 'Attach Files',
    bit: PermissionFlagsBits.AttachFiles,
    why: 'to send exports as files',
    posting: [],
  },
  {
    name: 'Read Message History',
    bit: PermissionFlagsBits.ReadMessageHistory,
    why: 'to look for its own posts, so that none comes twice',
    posting: ['channel', 'forum', 'thread'],
  },
  {
    name: 'Create Public Threads',
    bit: PermissionFlagsBits.CreatePublicThreads,
    why: 'to open discussions',
    posting: [],
    threads: ['channel'],
  },
  {
    name: 'Send Messages in Threads',
    bit: PermissionFlagsBits.SendMessagesInThreads,
    why: 'to post in discussions',
    posting: ['forum', 'thread'],
    threads: ['channel'],
  },
]

/** Names of what posting, and opening threads, in such a place needs and `granted` (a bit field) lacks. */
export function missingPermissions(
  granted: bigint,
  kind: Inspection['kind'],
): Pick<Inspection, 'missing' | 'missingForThreads'> {
  const lacking = permissions.filter(({ bit }) => (granted & bit) === 0n)
  return {
    missing: lacking.filter(({ posting }) => posting.includes(kind)).map(({ name }) => name),
    missingForThreads: lacking.filter(({ threads }) => threads?.includes(kind)).map(({ name }) => name),
  }
}
