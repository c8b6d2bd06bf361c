/**
 * `emulate`'s Slack (https://www.npmjs.com/package/emulate, 0.12.2), which keeps messages, threads, histories, views and files. It is
 * written by others, so what passes through it is checked by somebody else than us. Who is a member of what, scopes and faults
 * are the front server's: its bot is a member of everything.
 */
import { createEmulator } from 'emulate'
import { isJson, type Json } from './walk.ts'

export interface Emulated {
  readonly url: string
  /** Calls a method as the bot, or as a person by their id. */
  call(method: string, body: Json, as?: string): Promise<Json>
  /** Ids by name: `paperboy`, `ada`, `bob`. */
  readonly users: Readonly<Record<string, string>>
  /** Ids by name. */
  readonly channels: Readonly<Record<string, string>>
  close(): Promise<void>
}

const names = ['paperboy', 'ada', 'bob']
const realNames: Readonly<Record<string, string>> = {
  paperboy: 'Paperboy',
  ada: 'Ada Lovelace',
  bob: 'Bob Kahn',
}
const channels = [
  { name: 'general', is_private: false },
  { name: 'random', is_private: false },
  { name: 'not-joined', is_private: false },
  { name: 'archived', is_private: false },
  { name: 'secret', is_private: true },
  { name: 'not-member', is_private: true },
]

const idsByName = (items: unknown): Record<string, string> =>
  Object.fromEntries((items as Json[]).map(({ name, id }) => [String(name), String(id)]))

/** `post(url, token, method, body)` as JSON. */
async function call(url: string, token: string, method: string, body: Json): Promise<Json> {
  const response = await fetch(`${url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (!isJson(answer)) throw new Error(`emulate answered ${method} with no object`)
  return answer
}

export async function startEmulated(): Promise<Emulated> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    hostname: '127.0.0.1',
    seed: {
      slack: {
        team: { name: 'Analytical Engines', domain: 'engines' },
        users: names.map(name => ({ name, real_name: realNames[name], is_admin: name === 'ada' })),
        channels,
        tokens: names.map(name => ({ token: `token-${name}`, user: name, type: 'test' })),
      },
    },
  })
  const url = `http://127.0.0.1:${new URL(emulator.url).port}`
  const list = await call(url, 'token-ada', 'users.list', {})
  const rooms = await call(url, 'token-ada', 'conversations.list', {
    types: 'public_channel,private_channel',
  })
  const users = idsByName(list.members)
  const tokens = new Map(names.map(name => [users[name], `token-${name}`]))
  const asBot = (method: string, body: Json, as = users.paperboy) => call(url, tokens.get(as)!, method, body)
  const opened = async (people: string[], as?: string): Promise<string> => {
    const { channel } = await asBot('conversations.open', { users: people.join(',') }, as)
    return String((channel as Json).id)
  }
  return {
    url,
    call: asBot,
    users,
    channels: {
      ...idsByName(rooms.channels),
      im: await opened([users.ada!]),
      'im-bob': await opened([users.bob!]),
      'im-people': await opened([users.bob!], users.ada),
      mpim: await opened([users.ada!, users.bob!]),
    },
    close: () => emulator.close(),
  }
}
