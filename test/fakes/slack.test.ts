/** What other tests rely on in the loopback Slack, with the real Bolt and the real Web API client. */
import { App, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './slack/server.ts'

let slack: FakeSlack
afterEach(() => slack.close())

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

async function open(options?: FakeSlackOptions): Promise<WebClient> {
  slack = await startFakeSlack(options)
  return new WebClient(slack.botToken, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  })
}

/** A Bolt in Socket Mode, started and connected. */
async function socketApp(register: (app: App) => void): Promise<App> {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.url },
    clientPingTimeout: 40,
    logger: quiet,
  } as ConstructorParameters<typeof App>[0])
  register(app)
  await app.start()
  onTestFinished(async () => {
    await app.stop()
  })
  return app
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const
const quietly = { unfurl_links: false, unfurl_media: false } as const

test('a command over the socket is acknowledged and answered by its response_url, five times', async () => {
  await open()
  const failures: unknown[] = []
  await socketApp(app => {
    app.command('/papers', async ({ ack, command, respond }) => {
      await ack()
      for (let use = 0; use < 6; use += 1)
        await respond({ text: `Heard ${command.text} ${use}`, replace_original: use > 0 }).catch(error =>
          failures.push(error),
        )
    })
  })
  const delivery = slack.command('search &amp; find')
  await delivery.acknowledged()
  expect(delivery.ackMs).toBeGreaterThan(0)
  await slack.until(() => failures.length > 0)
  expect(delivery.text()).toBe('Heard search & find 4')
  expect(slack.ephemerals(slack.users.ada)).toHaveLength(1)
  expect(slack.messages(slack.channels.general)).toEqual([])
  expect(slack.requests.at(-1)).toMatchObject({ method: 'response_url', status: 404, error: 'used_url' })
})
