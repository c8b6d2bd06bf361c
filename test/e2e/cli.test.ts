/** The command line as a process: search, import and sync. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { previousListDay } from '../../src/papers/calendar.ts'
import { entry } from '../fakes/hugging-face.ts'
import { html } from '../fakes/upstream.ts'
import { line, written } from '../library/import/files.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { newWorld, papers, stallsAt, startHub, startPapers } from './process.ts'

const printed = z
  .strictObject({
    rank: z.int().min(1),
    id: z.string(),
    title: z.string(),
    score: z.number(),
    reasons: z.array(z.string()),
    passage: z.string(),
  })
  .array()

test('search --json prints an array on stdout and nothing else; complaints go to stderr', async () => {
  const world = await newWorld()
  const [found, nothing] = await Promise.all([
    papers(world, 'search', 'low-rank', 'adaptation', 'upvotes:many', '--json', '--limit', '3'),
    papers(world, 'search', 'xyzzyplugh', '--json'),
  ])
  expect(found.code).toBe(0)
  expect(found.stderr).toMatch(/^upvotes: needs a number, .*; it was "many"\.\n(Also: .*\n)?$/)
  const hits = printed.parse(JSON.parse(found.stdout))
  expect(hits.map(({ rank }) => rank)).toEqual([1, 2, 3])
  expect(hits[0]).toMatchObject({
    id: '2403.03507',
    reasons: expect.arrayContaining(['every word of the query']),
  })
  expect(hits[0]!.passage).toContain('low-rank adaptation')
  expect(existsSync(world.data)).toBe(false)
  expect(nothing).toEqual({ code: 0, signal: null, stdout: '[]\n', stderr: '' })
})

test('search says how it read the words, takes them as typed where asked, and what to do where nothing is found', async () => {
  const world = await newWorld()
  await papers(world, 'import', written([1, 2, 3].map(number => line(number)).join('\n')))
  const ended = await Promise.all([
    papers(world, 'search', 'gradeint'),
    papers(world, 'search', 'gradeint', '--json'),
    papers(world, 'search', 'gradeint', '--exact'),
    papers(world, 'search', '"gradeint study"'),
    papers(world, 'search', 'autor:"Ann Lee"'),
  ])
  const [read, json, exact, phrase, operator] = ended.map(({ stdout, stderr }) => ({ stdout, stderr }))
  expect(read!.stdout).toContain('\nRead "gradeint" as gradient. (--exact takes words as typed)\n')
  expect(printed.parse(JSON.parse(json!.stdout))).toHaveLength(3)
  expect(json!.stderr).toBe('Read "gradeint" as gradient.\n')
  expect(exact!.stdout).toBe('No paper matches gradeint. Try fewer or other words.\n')
  expect(phrase!.stdout).toBe(
    `No paper matches "gradeint study". 3 match with "gradient study". Try: npm run -s papers -- search '"gradient study"'\n`,
  )
  expect(operator).toEqual({
    stdout: 'No paper matches autor:"Ann Lee".\n',
    stderr: 'I don\'t know autor:. Try author:"Ann Lee".\n',
  })
})

test('search says on what it answers where that is not the library', async () => {
  const world = await newWorld()
  const [{ code, stdout, stderr }, author] = await Promise.all([
    papers(world, 'search', 'low-rank', 'adaptation'),
    papers(world, 'search', 'Matei', 'Zaharia'),
  ])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^low-rank adaptation: /)
  expect(stderr).toBe(
    'These are the 100 papers that come with Paperboy. Run "npm run -s papers -- sync" for more.\n',
  )
  expect(author.stdout).toBe(
    `No paper matches Matei Zaharia. It is the name of an author. Try: npm run -s papers -- search 'author:"Matei Zaharia"'\n`,
  )
})

test('a data folder that is a file is said, whoever opens it', async () => {
  const { env } = await newWorld()
  const file = written('')
  const ended = await Promise.all(
    [['search', 'x'], ['import', file], ['sync'], ['doctor']].map(parameters =>
      papers({ data: file, env: { ...env, PAPERBOY_DATA: file } }, ...parameters),
    ),
  )
  for (const { code, stdout, stderr } of ended) {
    expect(code).toBe(1)
    expect(stdout + stderr).toMatch(new RegExp(`"${file}" is not a folder, or lies below a file\\. Set`))
    expect(stderr).not.toMatch(/\n\s+at |^\{/)
  }
})

test('a damaged or missing index is a sentence at most, and LOG_LEVEL asks for more', async () => {
  const world = await newWorld()
  await papers(world, 'import', written(line(1)))
  const index = join(world.data, 'search.index')
  const unset = { ...world, env: { ...world.env, LOG_LEVEL: '' } }
  const asked = { ...world, env: { ...world.env, LOG_LEVEL: 'warn' } }
  writeFileSync(index, 'a text')
  const [damaged, detailed, doctor] = await Promise.all([
    papers(unset, 'search', 'gradient'),
    papers(asked, 'search', 'gradient'),
    papers(unset, 'doctor'),
  ])
  const sentence =
    'The saved search index cannot be used; the next "npm start", sync or import makes it again.'
  expect(damaged).toMatchObject({ code: 0, stderr: `${sentence}\n` })
  expect(damaged.stdout).toMatch(/1\. Gradient study number 1/)
  expect(JSON.parse(detailed.stderr)).toMatchObject({
    level: 40,
    msg: sentence,
    err: { type: 'PaperboyError' },
  })
  expect(doctor.stdout).toContain(`note  Index: ${sentence}`)
  expect(readFileSync(index, 'utf8')).toBe('a text')
  rmSync(index)
  expect(await papers(unset, 'search', 'gradient')).toMatchObject({ code: 0, stderr: '' })
})

test('what cannot be done fails with what to mend', async () => {
  const world = await newWorld()
  const wrong: readonly (readonly [parameters: string[], complaint: RegExp])[] = [
    [['search', '🔥'], /^There is no word to search for in "🔥"\. Try: npm run -s papers -- search/],
    [
      ['search', 'like:2306.99978'],
      /^The library does not know the paper "2306\.99978"\. Open it in the chat first/,
    ],
    [
      ['search', '2608.99999'],
      /^The library does not know the paper "2608\.99999"\. Open it in the chat first/,
    ],
    [['search', '-study'], /^There is nothing to look for\. Try: npm run -s papers -- search/],
    [['search', 'org:'], /^org: needs .* Try: npm run -s papers -- search/],
    [
      ['search', 'x', '--limit', '0'],
      /^--limit takes a whole number from 1 to 1000; it was "0"\. Try: --limit 20\n$/,
    ],
    [['search'], /missing required argument 'query'\nAdd --help to see what it takes\.\n$/],
    [['register', 'slack'], /^It takes discord; it was "slack"\. Try: .* manifest slack\n$/],
    [['sync', '--since', 'monday'], /^"monday" is not a date\. Try: --since 2026-08-01\n$/],
  ]
  const ended = await Promise.all(wrong.map(([parameters]) => papers(world, ...parameters)))
  for (const [at, { code, stdout, stderr }] of ended.entries()) {
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(wrong[at]![1])
    expect(stderr).not.toMatch(/\n\s+at /)
  }
})

test.skipIf(!existsSync('/dev/full'))('an answer that cannot be written is no success', async () => {
  const { env } = await newWorld()
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
  const full = ['-c', 'exec "$0" "$1" search x > /dev/full', process.execPath, cli]
  const { status, stderr } = spawnSync('sh', full, { cwd: temporaryFolder(), env, encoding: 'utf8' })
  expect(stderr).toContain('The answer could not be written (ENOSPC).\n')
  expect(status).toBe(1)
})

test('import counts what it read; a second import changes nothing; what came in is found', async () => {
  const world = await newWorld()
  const file = written([line(1), line(2), '{"id": 7}', line(3)].join('\n'))
  const first = await papers(world, 'import', file)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toMatch(
    /: JSON Lines, 3 papers read: 3 new, 0 changed, 0 already known\. Left out: 1\.\n {2}line 3: "id" is missing or cannot be read\nThe library holds 3 papers\.\n$/,
  )
  const second = await papers(world, 'import', join(world.data, 'missing'), file)
  expect(second.code).toBe(1)
  expect(second.stderr).toMatch(/missing: .*\n$/)
  expect(second.stdout).toContain(': 0 new, 0 changed, 3 already known.')
  expect(await papers(world, 'import', written('{"id": 7}'))).toMatchObject({ code: 1, stderr: '' })
  const found = await papers(world, 'search', 'gradient study', '--json')
  expect(printed.parse(JSON.parse(found.stdout))).toHaveLength(3)
})

test('a sync that was killed goes on where it stopped', async () => {
  const hub = await startHub()
  const days = listDays(hub.today, 7)
  for (const [at, date] of days.entries()) hub.lists.set(date, [entry(`2608.1000${at}`), entry('2608.20000')])
  const { url, reached } = await stallsAt(hub, days[3]!)
  const world = await newWorld({ hub: url })
  const sync = startPapers(world, 'sync')
  await reached
  sync.kill('SIGKILL')
  expect(await sync.ended).toMatchObject({ signal: 'SIGKILL', stdout: '' })
  const kept = await papers(world, 'search', 'paper', '--json')
  expect(
    printed
      .parse(JSON.parse(kept.stdout))
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['2608.10000', '2608.10001', '2608.10002', '2608.20000'])
  const again = await papers({ ...world, env: { ...world.env, HF_URL: hub.url } }, 'sync')
  expect(again).toMatchObject({ code: 0, stderr: '' })
  expect(again.stdout).toMatch(/^7 lists fetched: 4 papers new, \d+ changed\.\n$/)
})

test('a sync begins with the list that it is told, and Ctrl-C keeps what was fetched', async () => {
  const hub = await startHub()
  const days = listDays(hub.today, 10)
  for (const [at, date] of days.entries()) hub.lists.set(date, [entry(`2608.1000${at}`)])
  // The newest seven come first, then from the oldest on.
  const { url, reached } = await stallsAt(hub, days[8]!)
  const world = await newWorld({ hub: url })
  const sync = startPapers(world, 'sync', '--since', days[9]!)
  await reached
  sync.kill('SIGINT')
  expect(await sync.ended).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: 'Stopped; what was fetched is kept.\n',
  })
  expect((await papers(world, 'search', 'paper', '--json')).stdout.match(/"id"/g)).toHaveLength(8)
})

test('a sync that nobody answers says so', async () => {
  const hub = await startHub()
  hub.fail(html, 99)
  const { code, stdout, stderr } = await papers(await newWorld({ hub: hub.url }), 'sync')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^0 lists fetched: .*\n\d{4}-\d\d-\d\d: Hugging Face answered with a web page\./)
  expect(stderr).toBe('No list could be fetched. Run it again later; it goes on where it stopped.\n')
})

/** The newest list days up to a date, newest first. */
function listDays(today: string, count: number): string[] {
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
  const days = [previousListDay(tomorrow)!]
  while (days.length < count) days.push(previousListDay(days.at(-1)!)!)
  return days
}
