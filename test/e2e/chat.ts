/** What a person does and sees in Discord or Slack, in the same words. */
import { markIn } from '../../src/discord/posts/history.ts'
import type { FakeDiscord, FakeInteraction, FakeMessage } from '../fakes/discord/server.ts'
import type { Held } from '../fakes/held.ts'
import type { FakeDelivery, FakeMessage as SlackMessage, FakeSlack, FakeView } from '../fakes/slack/server.ts'

export type Values = Readonly<Record<string, string>>

/** Ada manages; Bob is a member like others. */
export type Person = 'ada' | 'bob'

/** Something that a person sees. */
export interface Shown {
  readonly text: string
  press(label: string): Promise<Shown>
  /** Fills in the form that was opened, by labels. */
  submit(values: Values): Promise<Shown>
}

/** A message that everybody in its channel sees. */
export interface Posted extends Pick<Shown, 'text'> {
  press(label: string, by?: Person): Promise<Shown>
  /** What makes it findable. */
  readonly key: string
  /** Whether it alerted anybody, showed a preview of a link, or was echoed from its thread. */
  readonly loud: boolean
  /** Of its thread; of a forum's post those that follow it. */
  readonly thread: readonly Posted[]
}

/** Channels by names of the services' own; `direct` is Ada's conversation with the bot. */
export interface Chat {
  readonly name: 'discord' | 'slack'
  readonly env: Readonly<Record<string, string>>
  readonly direct: string
  ask(channel: string, command: string, options?: Values, by?: Person): Promise<Shown>
  /** What is shown for a link that a person pasted in a channel, without being asked or by the message's menu. */
  paste(channel: string, link: string): Promise<string>
  /** The bot's messages in a channel or forum, oldest first. */
  posts(channel: string): Posted[]
  holdPost(channel: string, nth?: number): Held
  until(predicate: () => boolean): Promise<void>
  readonly violations: readonly unknown[]
}

export function discordChat(fake: FakeDiscord): Chat {
  const { channels } = fake
  const seen = (message: FakeMessage): Posted => ({
    text: fake.messageText(message),
    press: (label, by = 'ada') => shownBy(fake.press(message, label, { user: fake.users[by] })),
    key: markIn(message.raw.components ?? []) ?? '',
    loud: message.notified,
    thread: message.id === message.channelId ? [] : inChannel(message.id),
  })
  const shownBy = async (interaction: FakeInteraction): Promise<Shown> => {
    const messages = (): FakeMessage[] => interaction.shown.filter(({ loading }) => !loading)
    await interaction.until(() => interaction.modal !== undefined || messages().length > 0)
    return {
      text: interaction.modal ? JSON.stringify(interaction.modal) : interaction.text(),
      press: label => shownBy(fake.press(messages().at(-1)!, label)),
      submit: values => shownBy(fake.submit(interaction, values)),
    }
  }
  const inChannel = (channel: string): Posted[] =>
    fake
      .messages(channel)
      .filter(({ raw }) => raw.author.bot)
      .map(seen)
      .filter(({ key }) => key !== '')
  const inForum = (forum: string): Posted[] =>
    fake.threads(forum).flatMap(thread => {
      const [first, ...rest] = inChannel(thread)
      return first ? [{ ...first, thread: rest }] : []
    })
  return {
    name: 'discord',
    env: { DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.url },
    direct: channels.dm,
    ask: (channel, command, options = {}, by = 'ada') =>
      shownBy(fake.command({ command, options, channel, user: fake.users[by] })),
    paste: async (channel, content) => (await shownBy(fake.menu({ channel, content }))).text,
    posts: channel =>
      [channels.forum, channels.forumRequiringTag].includes(channel) ? inForum(channel) : inChannel(channel),
    holdPost: (channel, nth) => fake.holdPost(channel, nth),
    until: predicate => fake.until(predicate),
    violations: fake.violations,
  }
}

const keyOf = ({ metadata }: SlackMessage): string => {
  const key = metadata?.event_payload['key']
  return typeof key === 'string' ? key : ''
}

/** The loopback takes whatever the bot writes into a channel for an answer, posts too. */
const answersOf = ({ shown }: FakeDelivery) =>
  shown.filter(item => item.kind === 'view' || (!item.deleted && keyOf(item) === ''))

const written = (command: string, options: Values): string =>
  [command, ...Object.entries(options).map(([name, value]) => `${name}:"${value}"`)].join(' ')

export function slackChat(fake: FakeSlack): Chat {
  const seen = (message: SlackMessage): Posted => ({
    text: fake.textOf(message),
    press: (label, by = 'ada') => shownBy(pressed(message, label, fake.users[by])),
    key: keyOf(message),
    loud:
      fake.notifies(message) ||
      message.sent['reply_broadcast'] !== undefined ||
      message.sent['unfurl_links'] !== false ||
      message.sent['unfurl_media'] !== false,
    thread: message.thread ? [] : ofBot(message.channel, message.ts),
  })
  const ofBot = (channel: string, thread?: string): Posted[] =>
    fake
      .messages(channel, thread)
      .filter(({ user }) => user === fake.botUserId)
      .map(seen)
      .filter(({ key }) => key !== '')
  const pressed = (on: SlackMessage | FakeView, label: string, user?: string): FakeDelivery => {
    const inMenu = new RegExp(`\\[⋯ [^\\]]*\\b${label}\\b`).test(fake.textOf(on))
    const by = user === undefined ? {} : { user }
    return inMenu ? fake.overflow(on, label, by) : fake.press(on, label, by)
  }
  const textOf = (delivery: FakeDelivery): string =>
    answersOf(delivery)
      .map(item => fake.textOf(item))
      .join('\n')
  /** What follows `before`; a form or an answer that is announced is none yet. */
  const shownBy = async (delivery: FakeDelivery, before = ''): Promise<Shown> => {
    const text = () => textOf(delivery)
    await fake.until(() => ![before, ''].includes(text()) && !/Working on it…$|being prepared…/.test(text()))
    const after = text()
    const item = answersOf(delivery).at(-1)!
    return {
      text: fake.textOf(item),
      press: label => shownBy(pressed(item, label)),
      submit: async values => {
        fake.submit(item as FakeView, values)
        return shownBy(delivery, after)
      },
    }
  }
  return {
    name: 'slack',
    env: { SLACK_BOT_TOKEN: fake.botToken, SLACK_APP_TOKEN: fake.appToken, SLACK_API_URL: fake.url },
    direct: fake.channels.im,
    ask: (channel, command, options = {}, by = 'ada') =>
      shownBy(fake.command(written(command, options), { channel, user: fake.users[by] })),
    paste: async (channel, link) => {
      const before = fake.unfurls.length
      fake.paste(link, { channel })
      await fake.until(() => fake.unfurls.length > before)
      return JSON.stringify(fake.unfurls.at(-1)!.unfurls)
    },
    posts: channel => ofBot(channel),
    holdPost: (channel, nth) => fake.holdPost(channel, nth),
    until: predicate => fake.until(predicate),
    violations: fake.violations,
  }
}
