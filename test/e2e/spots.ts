/** Places in Discord and Slack in which somebody subscribes, in every form that posts have. */
import { expect } from 'vitest'
import type { Chat } from './chat.ts'
import type { Lab } from './lab.ts'

/** Where something is posted each day: its messages, each with the requests that it takes. */
export interface Spot {
  readonly chat: Chat
  readonly channel: string
  readonly requests: readonly number[]
  /** As it stands in the outbox. */
  readonly place: string
}

type Form = 'One message, details in its thread' | 'A thread for each paper'

const subscription = { topics: 'caching', zone: 'Berlin', time: '09:00', max: '2' }

/** As a person does it: typed or filled in, looked at, saved. */
async function subscribe(chat: Chat, channel: string, form?: Form, options = subscription): Promise<void> {
  let preview = await chat.ask(channel, 'subscribe', options)
  if (form) preview = await (await preview.press('More filters')).submit({ 'Posted as': form })
  expect(preview.text).toMatch(/^\W*Preview[^]*nothing saved yet\n[^]*Can post here: yes/)
  expect((await preview.press('Save')).text).toMatch(/^Saved[^]*First post Tue 4 Mar 09:00\./)
}

/** Each form of posts at least once on each service, set up by commands; one by its form. */
export async function setUp({ discord, slack, onDiscord, onSlack }: Lab): Promise<Spot[]> {
  const [there, here] = [discord.channels, slack.channels]
  const inForums = [there.forum, there.forumRequiringTag].map(forum => discord.openPost(forum, 'Set up'))
  await subscribe(onDiscord, there.text, 'A thread for each paper')
  await subscribe(onDiscord, there.private, 'One message, details in its thread')
  await subscribe(onDiscord, inForums[0]!, 'A thread for each paper')
  await subscribe(onDiscord, inForums[1]!)
  await subscribe(onDiscord, there.dm)
  await subscribe(onSlack, here.second, 'One message, details in its thread')
  await subscribe(onSlack, here.private, 'A thread for each paper', { ...subscription, max: '1' })
  await subscribe(onSlack, here.im)
  const form = await onSlack.ask(here.general, 'subscribe')
  const preview = await form.submit({
    'Topics, separated by commas': 'caching',
    Time: '09:00',
    'Time zone': 'Berlin',
  })
  expect((await preview.press('Save')).text).toMatch(/^Saved\. First post Tue 4 Mar 09:00\./)

  const onServer = (channel: string, requests: number[]): Spot => ({
    chat: onDiscord,
    channel,
    requests,
    place: `discord:${discord.guildId}:${channel}`,
  })
  const inTeam = (channel: string, requests: number[]): Spot => ({
    chat: onSlack,
    channel,
    requests,
    place: `slack:${slack.teamId}:${channel}`,
  })
  return [
    onServer(there.text, [1, 2, 1, 2]),
    onServer(there.private, [1, 2]),
    onServer(there.forum, [1, 1]),
    onServer(there.forumRequiringTag, [1]),
    { ...onServer(there.dm, [1]), place: `discord:@me:@${discord.users.ada.id}` },
    inTeam(here.second, [1, 1]),
    inTeam(here.private, [1, 1]),
    inTeam(here.general, [1]),
    { ...inTeam(here.im, [1]), place: `slack:${slack.teamId}:@${slack.users.ada}` },
  ]
}
