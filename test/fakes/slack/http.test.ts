/** Signed HTTP deliveries of the loopback Slack, to a real Bolt. */
import { App, HTTPReceiver } from '@slack/bolt'
import { expect, onTestFinished, test } from 'vitest'
import { quiet } from './quiet.ts'
import { startFakeSlack } from './server.ts'

test('signed HTTP: what is rightly signed is taken, a wrong or an old signature is not', async () => {
  const slack = await startFakeSlack({ transport: 'http' })
  onTestFinished(() => slack.close())
  const clientOptions = { slackApiUrl: slack.url, logger: quiet }
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet })
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: quiet })
  app.command('/papers', ({ ack, command }) => ack(`Heard ${command.text}`))
  const server = await receiver.start(0)
  onTestFinished(() => receiver.stop())
  const { port } = server.address() as { port: number }
  await slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  expect(await slack.command('a').answered()).toBe('Heard a')
  for (const signing of ['wrong', 'old', 'absent'] as const) {
    slack.sign(signing)
    const delivery = slack.command('b')
    await slack.until(() => delivery.status !== undefined)
    expect([signing, delivery.status, delivery.ackMs]).toEqual([signing, 401, undefined])
  }
})
