/** `papers doctor` as a process. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acquireLock } from '../../src/storage/lock.ts'
import { startArxiv } from '../fakes/arxiv.ts'
import { html } from '../fakes/upstream.ts'
import { line, written } from '../library/import/files.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { newWorld, papers, startHub } from './process.ts'

test('doctor before anything was done: nothing is wrong, and it says what to do', async () => {
  const [hub, arxiv] = [await startHub(), await startArxiv()]
  const world = await newWorld({ hub: hub.url, arxiv: arxiv.url })
  const { code, stdout } = await papers(world, 'doctor')
  expect(
    stdout.replace(world.data, 'DATA'),
  ).toBe(`ok    Configuration: every variable is in order; "npm start" opens a chat in the terminal.
note  Data folder: "DATA" is not there yet; it is made by "npm start", sync or import.
note  Library: the 100 papers that come with Paperboy. Run "npm run -s papers -- sync", or import a file.
ok    Hugging Face answers.
ok    arXiv answers.
`)
  expect(code).toBe(0)
  expect(existsSync(world.data)).toBe(false)
})

test('doctor with a library and silent upstreams', async () => {
  const [hub, arxiv] = [await startHub(), await startArxiv()]
  const world = await newWorld({ hub: hub.url, arxiv: arxiv.url })
  await papers(world, 'import', written(line(1, { dailyDate: '2024-08-20' })))
  hub.fail(html, 9)
  arxiv.fail(html, 9)
  const { code, stdout } = await papers(world, 'doctor')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ok {4}Data folder: ".*", not in use\.$/m)
  expect(stdout).toMatch(/^ok {4}Library: 1 paper, newest list 20 Aug 2024\.$/m)
  expect(stdout).toMatch(/^ok {4}Index: saved\.$/m)
  expect(stdout).toMatch(/^note {2}Hugging Face answered with a web page\. Paperboy .* HF_URL\.$/m)
  expect(stdout).toMatch(/^note {2}arXiv answered with .* ARXIV_URL\.$/m)
})

test('doctor looks at a folder that is in use and at one that is not, and takes neither', async () => {
  const world = await newWorld()
  await papers(world, 'import', written(line(1)))
  const free = await papers(world, 'doctor')
  expect(free.stdout).toMatch(/^ok {4}Data folder: ".*", not in use\.$/m)
  const lock = acquireLock(world.data)
  const before = readdirSync(world.data)
  const used = await papers(world, 'doctor')
  expect(used.stdout).toMatch(
    new RegExp(`^ok {4}Data folder: ".*", in use by a Paperboy \\(process ${process.pid}\\)\\.$`, 'm'),
  )
  expect(readFileSync(join(world.data, 'lock.pid'), 'utf8')).toBe(String(process.pid))
  expect(readdirSync(world.data)).toEqual(before)
  lock.release()
})

test('doctor finds damage in the middle of a database', async () => {
  const world = await newWorld()
  const many = Array.from({ length: 300 }, (_, at) => line(at, { abstract: 'Of gradients. '.repeat(50) }))
  await papers(world, 'import', written(many.join('\n')))
  const file = join(world.data, 'paperboy.sqlite')
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(7, bytes.length / 2, bytes.length / 2 + 8192))
  const { code, stdout } = await papers(world, 'doctor')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^fault Library: The database ".*" is damaged and was left as it is\. Stop/m)
})

test('doctor finds a damaged database and a wrong configuration', async () => {
  const [hub, arxiv] = [await startHub(), await startArxiv()]
  const world = await newWorld({ hub: hub.url, arxiv: arxiv.url })
  mkdirSync(world.data)
  writeFileSync(join(world.data, 'paperboy.sqlite'), 'SQLite format 3\u0000 no more '.repeat(1000))
  const [damaged, wrong] = await Promise.all([
    papers(world, 'doctor'),
    papers({ ...world, env: { ...world.env, LIVE_SEARCH: 'maybe', HF_TOKEN: 'a b' } }, 'doctor'),
  ])
  expect(damaged.code).toBe(1)
  expect(damaged.stdout).toMatch(/^fault Library: The database ".*" is damaged and was left as it is\. Stop/m)
  expect(wrong).toMatchObject({ code: 1, stderr: '' })
  expect(wrong.stdout).toBe(`fault The configuration needs a correction:
  HF_TOKEN: what is set is not accepted; it takes a token of plain characters, without spaces.
  LIVE_SEARCH: "maybe" is not accepted; it takes "on" or "off".
`)
})

test('doctor says what a .env starts, which of its names nobody knows, and that one cannot be read', async () => {
  const world = { ...(await newWorld()), cwd: temporaryFolder() }
  const file = join(world.cwd, '.env')
  writeFileSync(file, '\uFEFFDISCORD_TOKEN=abc\nSLACK_BOT_TOKN=xoxb-1\nPAPERBOY_DATA=elsewhere\n')
  const { stdout } = await papers(world, 'doctor')
  expect(stdout).toMatch(/^ok {4}Configuration: every variable is in order; "npm start" starts Discord\.$/m)
  expect(stdout).toMatch(
    /^note {2}Configuration: "\.env" sets SLACK_BOT_TOKN, which Paperboy does not know\.$/m,
  )
  // What the environment says goes before.
  expect(stdout).toContain(`Data folder: "${world.data}" is not there yet`)
  rmSync(file)
  mkdirSync(file)
  const ended = await Promise.all([papers(world, 'doctor'), papers(world, 'search', 'x')])
  for (const { code, stdout: said, stderr } of ended) {
    expect(code).toBe(1)
    expect(said + stderr).toMatch(
      /^(fault )?The file "\.env" cannot be read\. It is a text with lines such as/,
    )
  }
})
