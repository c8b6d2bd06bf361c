/** Requests as the bot sends them, for tests that need no client. */
import { ComponentType, MessageFlags } from 'discord.js'
import type { FakeDiscord, FakeInteraction } from './server.ts'

export interface Reply {
  readonly status: number
  readonly body: { readonly [key: string]: unknown }
}

export const quiet = { parse: [] }

/** A message of Components V2 as discord.js takes it. */
export const shown = (content: string) => ({
  flags: MessageFlags.IsComponentsV2 as const,
  allowedMentions: quiet,
  components: [{ type: ComponentType.TextDisplay as const, content }],
})

/** The same as Discord takes it, with other parts below. */
export const saying = (content: string, more: readonly object[] = []): object => ({
  flags: MessageFlags.IsComponentsV2,
  allowed_mentions: quiet,
  components: [{ type: ComponentType.TextDisplay, content }, ...more],
})

/** Speaks for the bot. */
export class Bot {
  private readonly discord: FakeDiscord

  constructor(discord: FakeDiscord) {
    this.discord = discord
  }

  async ask(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(`${this.discord.url}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${this.discord.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? (JSON.parse(text) as Reply['body']) : {} }
  }

  post(body: object, channel: string = this.discord.channels.text): Promise<Reply> {
    return this.ask('POST', `/channels/${channel}/messages`, body)
  }

  answer({ id, token }: FakeInteraction, body: object): Promise<Reply> {
    return this.ask('POST', `/interactions/${id}/${token}/callback`, body)
  }

  /** A further message, or with `path` about those that there are. */
  followUp({ token }: FakeInteraction, body: object | undefined, method = 'POST', path = ''): Promise<Reply> {
    return this.ask(method, `/webhooks/${this.discord.applicationId}/${token}${path}`, body)
  }
}
