/** What cannot be read is said with its value and with what works; nothing is saved, and nothing filled in is lost. */
import { expect, test } from 'vitest'
import { inWords } from './bot.ts'
import { openLab } from './lab.ts'
import { valuesOf } from './person.ts'

const topicsHelp = 'Try: KV cache, "speculative decoding" -survey'
const optionsHelp = 'An example that works: subscribe time:09:00 zone:"New York" max:3'

const wrong: readonly (readonly [line: string, said: string])[] = [
  ['zone:CET+1', 'I don\'t know the time zone "CET+1". Try Europe/Berlin.'],
  ['zone:Berln', 'I don\'t know the time zone "Berln". Try Europe/Berlin.'],
  ['zone:Berlin time:25:00', 'I can\'t read the time "25:00". Try 09:00.'],
  ['zone:Berlin time:noonish', 'I can\'t read the time "noonish". Try 09:00.'],
  ['zone:Berlin days:Someday', 'I can\'t read the days "Someday". Try weekdays, daily, or Mon, Thu.'],
  ['zone:Berlin max:0', `A post holds 1 to 10 papers. ${optionsHelp}`],
  ['zone:Berlin max:11', `A post holds 1 to 10 papers. ${optionsHelp}`],
  ['zone:Berlin max:2.5', `A post holds 1 to 10 papers. ${optionsHelp}`],
  ['zone:Berlin max:many', `A post holds 1 to 10 papers. ${optionsHelp}`],
  ['-survey zone:Berlin', `The topic "-survey" says nothing to look for. ${topicsHelp}`],
  [
    '2306.00978 zone:Berlin',
    `"2306.00978" is one paper, and a topic is what papers are about. ${topicsHelp}`,
  ],
  [
    'gradients zone:Berlin upvotes:lots',
    'I can\'t read the upvotes "lots". Try 20 within 5 days; 1000 upvotes and 30 days are the most.',
  ],
  [
    'gradients zone:Berlin tags:a,b,c,d,e,f',
    'There are 6 tags. A post has at most 5 tags of 100 characters, as in: vision, robotics',
  ],
]

test.each(wrong)('subscribe %s', async (options, said) => {
  const { ada, grace, faults } = await openLab()
  const reply = await ada.ask(`subscribe ${options}`)
  expect(reply.visibility).toBe('private')
  expect(inWords(reply)).toBe(said)
  expect(await grace.say('subscriptions')).toContain('Nothing is posted here')
  expect(faults).toEqual([])
})

test('the examples of the complaints work', async () => {
  const { ada } = await openLab()
  for (const line of [
    'zone:Europe/Berlin time:09:00',
    'zone:Berlin days:weekdays',
    'zone:Berlin days:daily',
    'zone:Berlin days:"Mon, Thu"',
    'zone:Berlin upvotes:"20 within 5 days"',
    'zone:Berlin tags:"vision, robotics"',
    'KV cache, "speculative decoding" -survey zone:Berlin',
  ])
    expect(await ada.say(`subscribe ${line}`)).toMatch(/^Preview for #channel/)
})

test('what was filled in comes back in the form, so that only what was wrong is typed again', async () => {
  const { ada } = await openLab()
  const typed = { topics: 'gradients, KV cache', time: '9 pm', zone: 'Atlantis', max: '2' }
  const complained = await ada.submit(await ada.ask('subscribe'), typed)
  expect(inWords(complained)).toBe('I don\'t know the time zone "Atlantis". Try America/New_York.\n[Change]')
  const form = await ada.press(complained, 'Change')
  expect(valuesOf(form)).toEqual({ ...typed, list: 'complete' })
  expect(inWords(await ada.submit(form, { zone: 'Berlin' }))).toContain('First post: Fri 21 Aug 21:00')
})

test('so it is in the second form, and with a subscription that is changed', async () => {
  const { ada } = await openLab()
  await ada.press(await ada.ask('subscribe gradients zone:Berlin'), 'Save')
  const preview = await ada.press(await ada.ask('subscriptions'), 'Change')
  const more = await ada.press(await ada.submit(preview, { max: '3' }), 'More filters')
  const complained = await ada.submit(more, { days: 'Mon', upvotes: 'lots' })
  expect(inWords(complained)).toMatch(/^I can't read the upvotes "lots"\. [^]*\[Change\]$/)
  const form = await ada.press(complained, 'Change')
  expect(valuesOf(form)).toMatchObject({ days: 'Mon', upvotes: 'lots' })
  const saved = await ada.press(await ada.submit(form, { upvotes: '' }), 'Save')
  expect(saved.summary).toBe('Saved. Next post Mon 24 Aug 09:00.')
  expect(await ada.say('subscriptions')).toMatch(/^1 sub[^]*gradients\n09:00 Monday, [^]* at most 3 papers/)
})

test('more topics than a form could hold are answered too', async () => {
  const { ada } = await openLab()
  const said = await ada.say(`subscribe ${'x'.repeat(10_000)} zone:Berlin`)
  expect(said).toBe(
    'Topics have 3000 characters together at most. An example that works: subscribe KV cache, "speculative decoding" zone:Berlin',
  )
})

test('the change of one that is gone says so, wherever it begins', async () => {
  const { ada, until, news } = await openLab()
  await ada.press(await ada.ask('subscribe gradients zone:Berlin time:20:00'), 'Save')
  const list = await ada.ask('subscriptions')
  await until('2026-08-21T18:00:00Z')
  const post = (await news()).at(-1)!
  await ada.press(list, 'Remove')
  for (const shown of [post, list])
    expect((await ada.press(shown, 'Change')).summary).toBe(
      'This subscription is not there any more. What there is now: subscriptions',
    )
})
