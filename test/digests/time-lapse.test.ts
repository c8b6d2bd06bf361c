/** Made months of ten channels: the bot is up, away, restarted, and looks at any time. The whole year is in test/real. */
import { expect, test } from 'vitest'
import { editionsOf, madeChannels, madeLists, randomOf } from './time-lapse-made.ts'
import { checkAll, playThrough } from './time-lapse-play.ts'

test('six weeks over a change of clocks', async () => {
  const random = randomOf(2)
  const lists = madeLists(random, '2026-02-01', '2026-04-20')
  const channels = madeChannels(random, 10)
  const lapse = await playThrough({
    random,
    begin: '2026-03-01T00:00:00Z',
    end: '2026-04-12T00:00:00Z',
    editions: editionsOf(random, lists),
    channels,
  })
  const checked = await checkAll(lapse, channels, { lists, explained: 0.1, random })
  expect(checked.slots).toBeGreaterThan(300)
  expect(checked.explained).toBeGreaterThan(300)
})
