/** Names of authors and organisations that were typed as words lead to their papers. */
import { expect, test } from 'vitest'
import type { ActionButton } from '../../src/chat/reply.ts'
import { startBot } from './bot.ts'
import { written } from './papers.ts'

test('the name of an author, in any case and without accents, leads to the papers by that author', async () => {
  const { library, say, ask, press } = await startBot()
  await library.put([
    { ...written('2401.00001', 'Nothing of the kind'), authors: ['Yánn J. Hoper', 'Lise Meitner'] },
    { ...written('2401.00002', 'Hopper and other hopper things'), authors: ['Lise Meitner', 'Anna Hopper'] },
  ])
  expect(await say('search lise meitner')).toMatch(
    /^No paper matches lise meitner\. It is the name of an author\.\n\[By lise meitner: 2 papers\]$/,
  )
  expect(await say('search yann hoper')).toContain('[By yann hoper: 1 paper]')
  expect(await say('search yann hoper')).not.toContain('Read ')
  expect(await say('search Anna Hopper')).toContain('[By Anna Hopper: 1 paper]\n')
  expect(await say('search "Anna Hopper"')).toContain('[By Anna Hopper: 1 paper]')
  expect(await say('search Anna Hopper share:yes')).not.toContain('[By ')
  const { reply } = await ask('Anna Hopper')
  const buttons = reply.blocks.find(block => block.kind === 'buttons')!
  expect((await press(buttons.buttons[0] as ActionButton)).reply.summary).toBe(
    'author:"Anna Hopper": 1 paper',
  )
  expect(await say('search zebra anna hopper')).not.toContain('[By')
  for (const typed of ['things anna hopper', 'anna Hopper things'])
    expect(await say(`search ${typed}`)).toMatch(/\[By anna [hH]opper: 1 paper\]/)
  const within = (await ask('things anna hopper')).reply.blocks.find(block => block.kind === 'buttons')!
  expect(within.buttons[0]).toMatchObject({ options: { query: 'author:"anna hopper" things' } })
  for (const typed of ['author:anna hopper', 'author:Hopper Anna'])
    expect(await say(`search ${typed}`)).toMatch(/\[By (anna hopper|Hopper Anna): 1 paper\]/)
  for (const typed of ['hopper things', 'Anna Hopper upvotes:0', 'things', 'meitner et al. zebra'])
    expect(await say(`search ${typed}`)).not.toContain('[By ')
})

test('one of the names of an author is enough where papers say it no more often, and as it is cited', async () => {
  const { library, say } = await startBot()
  await library.put([
    { ...written('2401.00001', 'Gradients of the kind'), authors: ['Lise Meitnor', 'Ann Gradient'] },
    { ...written('2401.00002', 'Meitner and other things'), authors: ['Ann Meitner'] },
    { ...written('2401.00003', 'Other things'), authors: ['Bo Meitner'] },
  ])
  expect(await say('search Meitnor')).toBe(
    'No paper matches Meitnor. It is the name of an author.\n[By Meitnor: 1 paper]',
  )
  expect(await say('search meitner')).toContain('[By meitner: 2 papers]')
  expect(await say('search meitnor gradients')).toContain('[By meitnor: 1 paper]')
  expect(await say('search gradient')).not.toContain('[By ')
  for (const typed of ['Meitner et al., 2024', 'Meitner et al. other', 'Ann Meitner et al. (2024) things'])
    expect(await say(`search ${typed}`)).toMatch(/\[By (Ann )?Meitner: [12] papers?\]/)
})

test('the name of an organisation leads to its papers', async () => {
  const { library, say, ask, press } = await startBot()
  const organization = { handle: 'open-garden', name: 'The Open Garden' }
  await library.put([
    { ...written('2401.00001', 'Weeds'), organization },
    { ...written('2401.00002', 'The open garden of weeds'), authors: ['Open Garden'] },
  ])
  expect(await say('search the open garden')).toContain('[From The Open Garden: 1 paper]')
  for (const typed of [
    'open garden',
    'garden',
    'the open garden -roses',
    'the open garden after:2020',
    '"open" garden',
  ])
    expect(await say(`search ${typed}`)).not.toContain('[From ')
  const { reply } = await ask('"The Open Garden"')
  const buttons = reply.blocks.find(block => block.kind === 'buttons')!
  expect((await press(buttons.buttons[0] as ActionButton)).reply.summary).toBe(
    'org:"The Open Garden": 1 paper',
  )
  await library.put([{ ...written('2401.00003', 'Roses'), organization: { handle: 'z', name: 'Zoo' } }])
  expect(await say('search zoo')).toBe(
    'No paper matches zoo. It is the name of an organisation.\n[From Zoo: 1 paper]',
  )
})
