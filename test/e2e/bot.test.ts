/** The bot as a process: signals, its data folder, and what keeps it from starting. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { previousListDay } from '../../src/papers/calendar.ts'
import { acquireLock } from '../../src/storage/lock.ts'
import { entry } from '../fakes/hugging-face.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { newWorld, papers, pipe, stallsAt, startBot, startHub } from './process.ts'

const greeting = 'Paperboy: '

test('SIGTERM and SIGINT while it waits end it in order, and free the folder', async () => {
  await Promise.all(
    (['SIGTERM', 'SIGINT'] as const).map(async signal => {
      const world = await newWorld()
      const bot = startBot(world)
      await bot.until(greeting)
      expect(() => acquireLock(world.data)).toThrow(`(process ${bot.pid})`)
      bot.kill(signal)
      expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
      acquireLock(world.data).release()
    }),
  )
})

test('a chat that nobody reads any further ends in order', async () => {
  const { data, env } = await newWorld()
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const read = ['-c', '{ echo help; echo daily; } | "$0" "$1" | head -1', process.execPath, main]
  const { stdout, stderr } = spawnSync('sh', read, { cwd: temporaryFolder(), env, encoding: 'utf8' })
  expect(stdout).toMatch(/^Paperboy: 100 papers/)
  expect(stderr).toBe('')
  expect(existsSync(join(data, 'lock.pid'))).toBe(false)
})

test('kill −9 leaves a folder that the next start takes', async () => {
  const world = await newWorld()
  const bot = startBot(world)
  bot.type('daily\n')
  await bot.until('Friday 21 August')
  bot.kill('SIGKILL')
  expect(await bot.ended).toMatchObject({ signal: 'SIGKILL' })
  const next = await pipe(world, 'status\n')
  expect(next).toMatchObject({ code: 0, stderr: '' })
  expect(next.stdout).toContain('Library: 100 papers')
})

test('a second bot on the folder is refused with the process of the first; the command line searches beside it', async () => {
  const world = await newWorld()
  const bot = startBot(world)
  await bot.until(greeting)
  const [second, beside] = await Promise.all([
    pipe(world, 'help\n'),
    papers(world, 'search', 'low-rank', 'adaptation'),
  ])
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toBe(
    `The data folder "${world.data}" is in use by another Paperboy (process ${bot.pid}). Stop that one first, or set PAPERBOY_DATA to another folder, as in PAPERBOY_DATA=data2.\n`,
  )
  expect(beside.code).toBe(0)
  expect(beside.stdout).toMatch(/^low-rank adaptation: \d+ papers? .*\nAlso: LoRA \(.*\n1\. GaLore/)
  bot.type('help\n')
  bot.end()
  expect((await bot.ended).stdout).toContain('Paperboy: Daily Papers and arXiv, where you talk')
})

test('the papers that come with Paperboy are replaced by what Hugging Face says of them', async () => {
  const offline = await newWorld()
  const first = await pipe(offline, 'paper 2608.19880\n')
  expect(first.stdout).toContain('Description (Paperboy): ')

  const hub = await startHub()
  const newest = newestListDay(hub.today)
  hub.lists.set(newest, [entry('2608.19880', { title: 'EnvHarness' })])
  const second = previousListDay(newest)!
  const { url, reached } = await stallsAt(hub, second)
  const online = { ...offline, env: { ...offline.env, HF_URL: url } }
  const bot = startBot(online)
  // The second list is asked for once the first is stored.
  await reached
  bot.type('paper 2608.19880\nstatus\n')
  bot.end()
  const { code, stdout } = await bot.ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/EnvHarness \(https[^]*Summary \(Hugging Face AI\): It does things\./)
  expect(stdout).not.toContain('Description (Paperboy)')
  expect(stdout).toMatch(/Library: 100 papers\.\n[^]*Hugging Face: answering since/)
})

test('what it cannot start with is said at once, without the secrets', async () => {
  const world = await newWorld()
  const env = { DISCORD_TOKEN: 'my secret', SLACK_BOT_TOKEN: 'secret', LOG_LEVEL: 'loud', HF_URL: 'nowhere' }
  expect(await pipe(world, 'help\n', env)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `The configuration needs a correction:
  DISCORD_TOKEN: what is set is not accepted; it takes a token of plain characters, without spaces.
  SLACK_BOT_TOKEN: what is set is not accepted; it takes a bot token, which starts with xoxb-.
  HF_URL: "nowhere" is not accepted; it takes an address such as https://example.org.
  LOG_LEVEL: "loud" is not accepted; it takes one of fatal, error, warn, info, debug, trace, silent.
  SLACK_BOT_TOKEN: also set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).
`,
  })
  expect(existsSync(world.data)).toBe(false)
})

test('a data folder that is a file is said before anything is opened in it', async () => {
  const { env } = await newWorld()
  const data = join(temporaryFolder(), 'file')
  writeFileSync(data, '')
  const { code, stderr } = await pipe({ data, env: { ...env, PAPERBOY_DATA: data } }, 'help\n')
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `"${data}" is not a folder, or lies below a file. Set PAPERBOY_DATA to a folder, as in PAPERBOY_DATA=data.\n`,
  })
})

test.skipIf(!existsSync('/dev/full'))('a log on a full disk keeps nothing from being answered', async () => {
  const world = await newWorld()
  await pipe(world, 'help\n')
  // What is built again is logged.
  rmSync(join(world.data, 'search.index'))
  symlinkSync('/dev/full', join(world.data, 'paperboy.log'))
  const { code, stdout, stderr } = await pipe(world, 'help\nstatus\n', { LOG_LEVEL: 'info' })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('Library: 100 papers')
})

test('an emptied database beside the index of its library is damaged, never replaced', async () => {
  const world = await newWorld()
  await pipe(world, 'help\n')
  const file = join(world.data, 'paperboy.sqlite')
  writeFileSync(file, '')
  const { code, stdout, stderr } = await pipe(world, 'help\n')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(`The database "${file}" is damaged and was left as it is.`)
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('a damaged database is said plainly, and left as it is', async () => {
  const world = await newWorld()
  mkdirSync(world.data)
  const file = join(world.data, 'paperboy.sqlite')
  const damaged = 'SQLite format 3\u0000 no more '.repeat(1000)
  writeFileSync(file, damaged)
  const { code, stdout, stderr } = await pipe(world, 'help\n')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(
    new RegExp(`^The database "${file}" is damaged and was left as it is\\. Stop Paperboy, move the file`),
  )
  expect(readFileSync(file, 'utf8')).toBe(damaged)
  acquireLock(world.data).release()
})

/** The last list day up to a date. */
function newestListDay(date: string): string {
  const weekday = new Date(date).getUTCDay()
  return weekday === 0 || weekday === 6 ? previousListDay(date)! : date
}
