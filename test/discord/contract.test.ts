/** The platform contract, held by the Discord adapter on the loopback. */
import type { Place } from '../../src/chat/place.ts'
import type { Platform } from '../../src/chat/platform.ts'
import type { Answer } from '../../src/chat/reply.ts'
import { type PlatformHarness, platformContract } from '../contract/platform.ts'
import type { PlaceKind } from '../contract/platform-harness.ts'
import { checkedAfterEach, openBot } from './harness.ts'
import { readMarkdown } from './markdown.ts'

checkedAfterEach()

platformContract({
  name: 'discord',
  unsupported: { archived: 'only threads are archived, and writing to one opens it again' },
  async open(): Promise<PlatformHarness> {
    const { discord, platform } = await openBot()
    const { channels, guildId, users } = discord
    const server = { platform: 'discord', workspace: guildId }
    const places: Record<PlaceKind, Place> = {
      channel: { ...server, channel: channels.text },
      private: { ...server, channel: channels.private },
      forum: { ...server, channel: channels.forum },
      direct: { platform: 'discord', workspace: '@me', person: users.ada.id },
    }
    const channelOf = ({ channel, thread }: Place): string => thread ?? channel ?? channels.dm
    let latest: Answer | undefined
    const start: Platform['start'] = handlers =>
      platform.start({ ...handlers, handle: async request => (latest = await handlers.handle(request)) })
    return {
      platform: { ...platform, start },
      place: kind => places[kind],
      async say(line) {
        const [command = '', ...words] = line.split(' ')
        const interaction = discord.command({ command, options: { query: words.join(' ') } })
        await interaction.answered()
        const better = await latest?.later
        if (better) await interaction.until(one => one.text().includes(better.summary))
        return interaction.text()
      },
      async press(place, message, label) {
        const pressed = discord.messages(channelOf(place)).find(({ id }) => id === message)!
        const interaction = discord.press(pressed, label)
        await interaction.until(one => one.shown.some(({ ephemeral, loading }) => ephemeral && !loading))
        return interaction.text()
      },
      messages: place =>
        discord.messages(channelOf(place)).map(message => ({
          id: message.id,
          text: readMarkdown(discord.messageText(message))
            .map(({ text }) => text)
            .join(''),
          notified: message.notified,
        })),
      remove: ({ message }) => discord.remove(message),
      apply: (fault, place) => discord.apply(fault === 'idle' ? 'archived' : fault, channelOf(place)),
      close: () => undefined,
    }
  },
})
