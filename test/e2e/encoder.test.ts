/** An encoder beside the bot and the command line, as processes. */
import { expect, test } from 'vitest'
import { startEncoder } from '../fakes/encoder.ts'
import { stall, status } from '../fakes/upstream.ts'
import { newWorld, papers, type Running, startBot, type World } from './process.ts'

const starterPapers = 100

function withEncoder(world: World, url: string): World {
  return {
    ...world,
    env: { ...world.env, ENCODER_URL: url, ENCODER_MODEL: 'small', ENCODER_KEY: 'sk-secret' },
  }
}

/** Types a line until what is shown holds the text. */
async function typeUntil(bot: Running, line: string, text: string): Promise<void> {
  const typing = setInterval(() => bot.type(`${line}\n`), 200)
  try {
    await bot.until(text)
  } finally {
    clearInterval(typing)
  }
}

test('killed while it encodes its papers, it goes on where it was; status and doctor say how it is', async () => {
  const server = await startEncoder()
  const world = withEncoder(await newWorld(), server.url)
  const held = server.holdAfter(3)
  const first = startBot(world)
  await held
  await typeUntil(first, 'status', 'Encoder small: answering since')
  first.kill('SIGKILL')
  await first.ended
  const before = server.texts.filter(text => text !== 'paperboy').length
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(starterPapers)

  server.recover()
  const second = startBot(world)
  await typeUntil(second, 'status', '100 of 100 papers encoded')
  second.end()
  await second.ended
  // The text of one paper shows that the model is the same.
  expect(server.texts.filter(text => text !== 'paperboy')).toHaveLength(starterPapers + 1)
  expect((await papers(world, 'doctor')).stdout).toMatch(
    /^ok {4}The encoder answers: small, 128 dimensions\.$/m,
  )
  const found = await papers(world, 'search', 'vehicle', '--json')
  expect(found).toMatchObject({ code: 0, stderr: '' })
  expect(server.texts.at(-1)).toBe('vehicle')
}, 60_000)

test('an encoder that refuses or is silent keeps nothing waiting, and doctor says what to look at', async () => {
  const server = await startEncoder()
  const world = withEncoder(await newWorld(), server.url)
  server.fail(stall, 2)
  const bot = startBot(world)
  await typeUntil(bot, 'kv cache', 'papers')
  await typeUntil(bot, 'status', '0 of 100 papers encoded')
  bot.end()
  expect(await bot.ended).toMatchObject({ code: 0, stderr: '' })
  server.recover()
  server.fail(status(401))
  const { code, stdout } = await papers(world, 'doctor')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^note {2}The encoder refused the request \(401\)\. Searches do without it\. Check ENCODER_URL, ENCODER_MODEL and ENCODER_KEY\.$/m,
  )
  expect(stdout).not.toContain('sk-secret')
}, 60_000)
