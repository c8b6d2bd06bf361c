import { test } from 'vitest'
import { startBot, inWords } from './bot.ts'
import { entry, barePaper } from '../fakes/hugging-face.ts'
import { entryXml } from '../fakes/arxiv.ts'
import { html, status } from '../fakes/upstream.ts'
import { starterPapers } from '../../src/library/starter.ts'
const lines = `search gradients
search gradients page:2
search gradients page:3
search gradients sort:upvotes
search gradients sort:newest
search gradients share:yes
search kv cache
search quantisaton
search zebra org:nvidia
search gradients org:nvidia
search gradients org:nvidia -study
search zebra
search
search "
search the
search 2608.10001v2
search 2608.99999
search like:2608.10002
search like:2608.99999
search gradients author:
search gradients after:2026-13
search gradients sort:best
search gradients share:no
search gradients -damped
search "braided gradients"
search has:code
search -study
search gradients filter:yes
paper 2608.10001
paper 2608.10001 show:abstract
paper 2402.00001 show:abstract
paper 2402.00001
paper 2608.10001 share:yes
paper https://arxiv.org/abs/2608.10011v2
paper diffusion on a diet
paper diffusion diets
paper gradients for training
paper Zebra
paper 2608.55555
paper title:0123456789abcdef
paper
daily
daily 2026-08-20
daily 20 Aug page:2
daily 2026-08-20 page:3
daily yesterday
daily wednesday
daily 2026-08-22
daily saturday
daily 2026-08-16
daily 2026-08-12
daily 2023-05-01
daily 2023-05-04
daily tomorrow
daily 2026-02-30
daily 2026-08-20 share:yes
trending
trending day
trending month
trending year
trending share:yes
trending page:2
trending page:9
status
help
help search
help paper
help daily
help trending
help status
help help
help Zebra
sttus
dayly
today
find gradients`.split('\n')
test('explore', async () => {
  const bot = await startBot()
  for (const line of lines) {
    const a = await bot.ask(line)
    console.log(`>>> ${line}\n[${a.reply.visibility}] ${a.reply.summary}\n${inWords(a.reply)}`)
    const l = await a.later
    if (l) console.log('LATER', inWords(l))
  }
  console.log(bot.faults)
})
test('starter', async () => {
  const bot = await startBot({fill: l => l.put(starterPapers())})
  for (const line of ['search low-rank adaptation', 'search gradients page:2', 'daily', 'trending', 'status', 'paper 2305.14314']) console.log(`>>> ${line}\n${await bot.say(line)}`)
  bot.hub.fail(html, 99)
  await (await bot.ask('search diffusion')).later
  bot.network.advance(3600_000)
  for (const line of ['search low-rank adaptation', 'daily', 'status','daily 2026-08-18', 'paper 2608.77777']) console.log(`>>> ${line}\n${await bot.say(line)}`)
})
test('live', async () => {
  const bot = await startBot()
  bot.hub.hits = ['2608.20001','2608.10001','2608.20002','2608.20003','2608.20004'].map(id => entry(id))
  const a = await bot.ask('kv cache')
  console.log(inWords(a.reply)); console.log('LATER', inWords((await a.later)!))
  const b = await bot.ask('zebra stripes')
  console.log(inWords(b.reply)); console.log('LATER', inWords((await b.later)!))
  bot.arxiv.entries.set('2608.30001', entryXml('2608.30001'))
  bot.hub.papers.set('2608.30002', barePaper('2608.30002'))
  console.log(await bot.say('paper 2608.30001'))
  console.log(await bot.say('paper 2608.30002'))
  bot.hub.lists.set('2026-08-12', [entry('2608.20009')])
  console.log(await bot.say('daily 12 aug'))
  console.log(await bot.say('status'))
  bot.hub.fail(html, 99)
  await bot.ask('daily 2026-08-11')
  console.log(await bot.say('daily 2026-08-11'))
  console.log(await bot.say('kv cache'))
  console.log(await bot.say('status'))
  const e = await startBot({fill: async () => {}})
  for (const l of ['daily','trending','status','kv cache']) console.log(await e.say(l))
  console.log(bot.complete('paper','paper','tiny'), bot.complete('paper','paper','26'), bot.complete('help','command','s'), bot.complete('search','query','x'))
})
