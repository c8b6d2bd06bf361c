/** A peer: the least that answers a command with Bolt, as its guide shows it. */
import { App, LogLevel } from '@slack/bolt'

const app = new App({
  token: process.env['SLACK_BOT_TOKEN']!,
  appToken: process.env['SLACK_APP_TOKEN']!,
  socketMode: true,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env['SLACK_API_URL']! },
})
app.command('/papers', async ({ ack, respond }) => {
  await ack()
  await fetch(process.env['HF_URL']!).catch(() => undefined)
  await respond('An answer.')
})
process.once('SIGTERM', () => void app.stop().then(() => process.exit()))
await app.start()
console.log('ready')
