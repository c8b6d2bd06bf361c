/** Files in answers: short ones are shown, long ones sent to who asked. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { type Bot, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

const withFile = (content: string): Reply => ({
  summary: 'Cite',
  visibility: 'private',
  blocks: [{ kind: 'file', name: 'papers.bib', mediaType: 'application/x-bibtex', content }],
})

const uploads = () => bot.slack.requests.filter(({ method }) => method.startsWith('files.'))

test('what is short is shown as it is', async () => {
  bot.answerWith(withFile('@misc{a_b,\n  title = {<x> & *y*},\n}'))
  expect(await bot.slack.command('cite').answered()).toContain('@misc{a_b,\n  title = {<x> & *y*},\n}')
  expect(uploads()).toEqual([])
})

test('what is long is a file in the conversation of who asked, wherever they asked', async () => {
  const content = '@misc{a,}\n'.repeat(2000)
  bot.answerWith(withFile(content))
  expect(await bot.slack.command('cite').answered()).toBe(
    'papers.bib is too long to be shown here, so it was sent to you in a direct message.',
  )
  expect(uploads().map(({ method, error }) => [method, error])).toEqual([
    ['files.getUploadURLExternal', undefined],
    ['files.completeUploadExternal', undefined],
  ])
  expect(uploads()[0]!.body).toMatchObject({ filename: 'papers.bib', length: String(content.length) })
  expect(uploads()[1]!.body).toMatchObject({ channel_id: bot.slack.channels.im })
})
