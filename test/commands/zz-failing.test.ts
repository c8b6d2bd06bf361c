import { expect, test } from 'vitest'
import { starterPapers } from '../../src/library/starter.ts'
import { entry } from '../fakes/hugging-face.ts'
import { laterInWords, startBot } from './bot.ts'

test('1 a condition is only offered to be left out when something to look for is left', async () => {
  const { ask, press } = await startBot()
  const { reply } = await ask('search "folded gradients" -study')
  expect(reply.summary).toBe('No paper matches ""folded gradients" -study". 1 matches without -study.')
  const [button] = reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  expect('command' in button! && (await press(button)).reply.summary).not.toMatch(/nothing to look for/)
})
test('2 the passage shows the corrected word', async () => {
  const { say } = await startBot()
  expect(await say('quantisaton')).toContain('We quantize the KV cache')
})
test('3 what the library shows on its second page is not "also" at Hugging Face', async () => {
  const { hub, ask } = await startBot()
  hub.hits = [entry('2608.10007', { title: 'Folded Gradients for Training' })]
  expect(await laterInWords(await ask('gradients'))).toBeUndefined()
})
test('4 a wrong page is said in a sentence', async () => {
  const { say } = await startBot()
  expect(await say('gradients page:x')).toMatch(/"x"/)
})
test('5 nothing found in the starter library says how small it is', async () => {
  const { say } = await startBot({ fill: library => library.put(starterPapers()) })
  expect(await say('xyzzyplugh')).toContain('come with Paperboy')
})
test('6 a title id was asked of nobody else', async () => {
  const { say } = await startBot()
  expect(await say('paper title:0123456789abcdef')).not.toContain('arXiv')
})
test('10 one has some', async () => {
  const { say } = await startBot()
  expect(await say('the of and')).not.toContain('1 have')
})
test('11 a heading does not say 0 papers above papers', async () => {
  const { hub, ask } = await startBot()
  hub.hits = [entry('2608.20001')]
  expect(await laterInWords(await ask('zebra stripes'))).not.toMatch(/^zebra stripes · 0 papers/)
})
