/** What other tests rely on in the loopback Slack, with the real Bolt and the real Web API client. */
import { App, SocketModeReceiver, webApi } from '@slack/bolt'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { quiet } from './slack/quiet.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './slack/server.ts'

let slack: FakeSlack
afterEach(() => slack.close())

async function open(options?: FakeSlackOptions): Promise<webApi.WebClient> {
  slack = await startFakeSlack(options)
  return new webApi.WebClient(slack.botToken, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  })
}

/** A Bolt in Socket Mode, started and connected; it reconnects after `clientPingTimeout`. */
async function socketApp(register: (app: App) => void): Promise<void> {
  const clientOptions = { slackApiUrl: slack.url, logger: quiet }
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 40,
    installerOptions: { clientOptions },
    logger: quiet,
  })
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: quiet })
  register(app)
  await app.start()
  onTestFinished(() => app.stop().then(() => undefined))
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const
const quietly = { unfurl_links: false, unfurl_media: false } as const

const modal = (text: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'Papers' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    section(text),
    {
      type: 'input' as const,
      block_id: 'topics',
      label: { type: 'plain_text' as const, text: 'Topics' },
      element: { type: 'plain_text_input' as const, action_id: 'topics' },
    },
  ],
})
const option = (value: string) => ({ text: { type: 'plain_text' as const, text: `The ${value}` }, value })

test('a command over the socket is acknowledged and answered by its response_url, five times', async () => {
  await open()
  const failures: unknown[] = []
  await socketApp(app => {
    app.command('/papers', async ({ ack, command, respond }) => {
      await ack()
      for (let use = 0; use < 6; use += 1)
        await respond({ text: `Heard ${command.text} ${use}` }).catch(error => failures.push(error))
    })
  })
  const delivery = slack.command('search &amp; find')
  await delivery.acknowledged()
  expect(delivery.ackMs).toBeGreaterThan(0)
  await slack.until(() => failures.length > 0)
  expect(delivery.text()).toContain('Heard search & find 4')
  expect(slack.ephemerals(slack.users.ada)).toHaveLength(5)
  expect(slack.messages(slack.channels.general)).toEqual([])
  expect(slack.requests.at(-1)).toMatchObject({ method: 'response_url', status: 404, error: 'used_url' })
})

test('a response_url works for 30 minutes; an acknowledgement can answer in public', async () => {
  await open()
  await socketApp(app => {
    app.command('/papers', async ({ ack }) => ack({ text: 'At once', response_type: 'in_channel' }))
  })
  const delivery = slack.command('x')
  await delivery.answered()
  expect(slack.messages(slack.channels.general)).toMatchObject([{ text: 'At once', user: slack.botUserId }])
  const use = (body: object): Promise<Response> =>
    fetch(String(delivery.payload.response_url), { method: 'POST', body: JSON.stringify(body) })
  slack.clock.advance(30 * 60 * 1000 - 1)
  await use({ text: 'Added', replace_original: true })
  await use({ delete_original: true })
  expect(delivery.text()).toBe('At once\n\nAdded')
  expect(slack.violations).toHaveLength(2)
  slack.clock.advance(1)
  expect(await (await use({ text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' })
})

test('a button, a choice and a form of a modal reach the bot as Slack says them', async () => {
  const client = await open()
  await socketApp(app => {
    app.action('open', async ({ ack, body, client: web }) => {
      await ack()
      await web.views.open({
        trigger_id: (body as { trigger_id: string }).trigger_id,
        view: modal('Loading'),
      })
    })
    app.action('menu', async ({ ack, respond, action }) => {
      await ack()
      const { selected_option } = action as { selected_option: { value: string } }
      await respond({ text: `Chose ${selected_option.value}`, replace_original: true })
    })
    app.view('form', async ({ ack, view }) => {
      const topics = view.state.values.topics?.topics?.value ?? ''
      await ack({ response_action: 'update', view: modal(`Saved ${topics}`) })
    })
  })
  await client.chat.postMessage({
    channel: slack.channels.general,
    text: 'A message',
    ...quietly,
    blocks: [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open' } },
          { type: 'overflow', action_id: 'menu', options: [option('first'), option('second')] },
        ],
      },
    ],
  })
  const [message] = slack.messages(slack.channels.general)
  await slack.press(message!, 'Open', { user: slack.users.bob }).answered()
  const [view] = slack.views(slack.users.bob)
  expect(slack.textOf(view!)).toContain('Loading')
  const submitted = slack.submit(view!, { Topics: 'kv cache' })
  expect(await submitted.answered(text => text.includes('Saved'))).toContain('Saved kv cache')
  expect(await slack.overflow(message!, 'The second').answered()).toBe('Chose second')
  expect(slack.violations).toEqual([])
})

test('a trigger opens one modal, within three seconds', async () => {
  const client = await open()
  await socketApp(app => app.command('/papers', ({ ack }) => ack()))
  const title = { type: 'plain_text', text: 'A' } as const
  const opening = (trigger_id: unknown): Promise<unknown> =>
    client.views.open({ trigger_id: String(trigger_id), view: { type: 'modal', title, blocks: [] } })
  const { trigger_id } = slack.command('a').payload
  await opening(trigger_id)
  await expect(opening(trigger_id)).rejects.toThrow('exchanged_trigger_id')
  const late = slack.command('b').payload.trigger_id
  slack.clock.advance(3000)
  await expect(opening(late)).rejects.toThrow('expired_trigger_id')
})

test('an event that was not acknowledged comes again on the next connection, under its own id', async () => {
  await open()
  const heard: string[] = []
  await socketApp(app => {
    app.event('app_mention', async ({ event, say }) => {
      heard.push(event.text)
      await say({ text: 'Yes', thread_ts: event.ts, ...quietly })
    })
  })
  slack.socket.goSilent()
  const delivery = slack.mention('anybody?')
  await slack.until(() => slack.messages(slack.channels.general).length === 1)
  expect(heard).toEqual([])
  slack.socket.dropAll()
  await delivery.acknowledged()
  expect(await delivery.answered()).toBe('Yes')
  expect(heard).toEqual([`<@${slack.botUserId}> anybody?`])
  const { ts } = slack.messages(slack.channels.general)[0]!
  expect(slack.messages(slack.channels.general, ts)).toMatchObject([{ text: 'Yes', thread: ts }])
})

test('a refreshed connection is replaced, and nothing is delivered twice', async () => {
  await open()
  const ids: string[] = []
  await socketApp(app => {
    app.event('app_home_opened', async ({ body }) => void ids.push(body.event_id))
  })
  await slack.home().acknowledged()
  slack.socket.refresh()
  await slack.home().acknowledged()
  expect(slack.socket.connections).toBe(1)
  expect(new Set(ids).size).toBe(2)
  slack.deliverAgain(slack.deliveries[0]!)
  await slack.until(() => ids.length === 3)
  expect(ids[2]).toBe(ids[0])
})
