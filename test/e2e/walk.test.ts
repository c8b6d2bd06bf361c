/** The bot with a pipe, as a newcomer without a token and without a network finds it. */
import { expect, test } from 'vitest'
import { html, startUpstream } from '../fakes/upstream.ts'
import { newWorld, pipe } from './process.ts'

const noon = { PAPERBOY_NOW: '2026-08-21T12:00:00Z' }

/** What a newcomer types, and what the answer holds. */
const walk: readonly (readonly [line: string, answer: RegExp])[] = [
  ['help', /^Paperboy: Daily Papers and arXiv, where you talk\n[^]*All commands\]/],
  ['low-rank adaptation', /^low-rank adaptation · [^]*\n {1,2}1\. GaLore[^]*come with Paperboy/],
  ['1', /^GaLore: Memory-Efficient LLM Training[^]*2403\.03507[^]*Description \(Paperboy\): /],
  ['abstract', /^GaLore[^]*Memory-efficient training/],
  ['card', /^GaLore[^]*Description \(Paperboy\): /],
  ['more', /^GaLore[^]*Description \(Paperboy\): [^]*Similar\]/],
  ['similar', /^Similar to GaLore/],
  ['kv cache quantization', /^kv cache quantization · /],
  ['share', /^#papers\nkv cache quantization · [^]*Shared by You/],
  ['daily', /^Friday 21 August · 17 papers\n/],
  ['next', /^Friday 21 August · 17 papers\n {1,2}6\. /],
  ['/papers daily yesterday', /^Thursday 20 August · 14 papers\n/],
  ['daily saturday', /^There is no list on Saturday 15 August: lists come Monday to Friday\.\n/],
  ['trending month', /^Trending · 23 Jul to 21 Aug · most upvotes first\n/],
  ['paper 2608.19880', /^EnvHarness: Awakening Static Worlds for Agent Learning/],
  [
    'paper 2306.00978',
    /^"2306\.00978" is not in the library, and Hugging Face and arXiv cannot be asked now\./,
  ],
  ['difusion modles', /Read "difusion" as diffusion, "modles" as models\./],
  ['search sort:upvotes', /^"search" needs a value for "query"\./],
  ['dayly', /^I don't know the command "dayly"\. Did you mean "daily"\?\n/],
  [
    'status',
    /^Status\nNothing is posted here until someone subscribes\.\nLibrary: 100 papers, those that come with Paperboy\.\n[^]*Hugging Face: not answering/,
  ],
  ['go #papers', /^kv cache quantization · /],
]

test('twenty lines of a newcomer are answered in order, as plain text', async () => {
  // At a port where nobody listens arXiv is asked four times, three seconds apart.
  const world = await newWorld({ arxiv: (await startUpstream(html)).url })
  const { code, stdout, stderr } = await pipe(world, walk.map(([line]) => `${line}\n`).join(''), noon)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [first, ...answers] = stdout.split('#papers › ')
  expect(first).toMatch(/^Paperboy: 100 papers \(.*\) · newest list 21 Aug · Hugging Face is not answering\./)
  expect(answers.map(answer => answer.split('\n', 1)[0])).toEqual(walk.map(([line]) => line))
  for (const [at, [line, answer]] of walk.entries())
    expect({ line, said: answers[at]!.slice(line.length + 1) }).toEqual({
      line,
      said: expect.stringMatching(answer),
    })
  expect(answers.filter(answer => !answer.endsWith('\n\n'))).toEqual([])
  // oxlint-disable-next-line no-control-regex
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/)
  expect(stdout).not.toMatch(/A fault of the bot/)
})

test('what was shared is still there at the next start', async () => {
  const world = await newWorld()
  await pipe(world, 'paper 2608.19880\nmore\nshare\n', noon)
  const { stdout } = await pipe(world, 'go #papers\n', noon)
  expect(stdout).toMatch(/› go #papers\nEnvHarness[^]*Shared by You/)
})

test('with nothing on its input it says what would start Slack and Discord', async () => {
  const { code, stderr } = await pipe(await newWorld(), '', noon)
  expect(code).toBe(0)
  expect(stderr).toMatch(/\bDISCORD_TOKEN\b.*\bSLACK_BOT_TOKEN\b/)
})
