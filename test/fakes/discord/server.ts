/** The loopback Discord, put together: state, REST, gateway, and people. */
import type { FakeDiscord, FakeDiscordOptions } from './types.ts'

export type * from './types.ts'

export function startFakeDiscord(_options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  throw new Error('Being built')
}
