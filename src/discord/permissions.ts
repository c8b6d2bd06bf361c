/** The least permissions that Paperboy's features need, each named as Discord's settings name it. */
import type { Inspection } from '../chat/platform.ts'

interface Permission {
  readonly name: string
  /** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
  readonly bit: bigint
  readonly why: string
  /** Where nothing can be posted without it. */
  readonly posting: readonly Inspection['kind'][]
}

export const permissions: readonly Permission[] = [
  {
    name: 'View Channel',
    bit: 1n << 10n,
    why: 'to see the channels that it posts in',
    posting: ['channel', 'forum', 'thread'],
  },
  {
    name: 'Send Messages',
    bit: 1n << 11n,
    why: 'to post papers in channels, and posts in forums (there it is named Create Posts)',
    posting: ['channel', 'forum'],
  },
  { name: 'Attach Files', bit: 1n << 15n, why: 'to send exports as files', posting: [] },
  {
    name: 'Read Message History',
    bit: 1n << 16n,
    why: 'to look for its own posts, so that none comes twice',
    posting: ['channel', 'forum', 'thread'],
  },
  { name: 'Create Public Threads', bit: 1n << 35n, why: 'to open discussions', posting: [] },
  {
    name: 'Send Messages in Threads',
    bit: 1n << 38n,
    why: 'to post in discussions',
    posting: ['forum', 'thread'],
  },
]

/** Names of what posting in such a place needs and `granted` (a bit field) lacks. */
export function missingPermissions(granted: bigint, kind: Inspection['kind']): string[] {
  return permissions
    .filter(({ bit, posting }) => posting.includes(kind) && (granted & bit) === 0n)
    .map(({ name }) => name)
}
