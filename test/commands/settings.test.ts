/** What holds in a channel: each setting, who may change it, and that everybody sees that it changed. */
import { expect, test } from 'vitest'
import { inWords } from './bot.ts'
import { openLab } from './lab.ts'
import { formOf, labelsOf, valuesOf } from './person.ts'

const refusal = 'Only people who manage this channel may do this with "settings". Ask one of them.'

test('everyone may look', async () => {
  const { grace } = await openLab()
  expect(await grace.say('settings')).toBe(`Settings here
Time zone of new subscriptions: not chosen yet
What is typed here is answered: to the person alone
Daily papers and settings are changed by: those who manage the channel
Answers are shared by: everyone
Discussions are opened by: everyone
When code or a project page of a discussed paper appears: nothing is said
[Zone] [Visibility] [Manage] [Share] [Discuss] [Followups] [Subscriptions]
[My data]`)
})

test.each([
  ['zone', 'new york', 'Time zone of new subscriptions: America/New_York'],
  ['visibility', 'public', 'What is typed here is answered: to everyone here'],
  ['manage', 'Everyone', 'Daily papers and settings are changed by: everyone'],
  ['share', 'managers', 'Answers are shared by: those who manage the channel'],
  ['discuss', 'managers', 'Discussions are opened by: those who manage the channel'],
  ['followups', 'on', 'When code or a project page of a discussed paper appears: its thread is told'],
])('settings %s value:%s', async (setting, value, text) => {
  const { ada, grace, news } = await openLab()
  const line = `settings ${setting} value:"${value}"`
  expect(await grace.say(line)).toBe(refusal)
  expect(await news()).toEqual([])
  expect(await ada.say(line)).toBe(`${text}.\n[All settings]`)
  expect((await news()).map(inWords)).toEqual([`Ada changed a setting. ${text}\n[Settings]`])
  expect(await grace.say('settings')).toContain(`\n${text}\n`)
  expect(await ada.say(line)).toBe(`${text}, as before.\n[All settings]`)
  expect(await news()).toEqual([])
})

test.each([
  ['zone value:Atlantis', 'I don\'t know the time zone "Atlantis". Try America/New_York.'],
  [
    'visibility value:loud',
    'I don\'t know "loud" for visibility. It can be private or public. Try: settings visibility value:private',
  ],
  [
    'manage value:ada',
    'I don\'t know "ada" for manage. It can be managers or everyone. Try: settings manage value:managers',
  ],
  [
    'share value:nobody',
    'I don\'t know "nobody" for share. It can be anyone or managers. Try: settings share value:anyone',
  ],
  [
    'colour',
    'I don\'t know the setting "colour". It can be zone, visibility, manage, share, discuss, links or followups. An example that works: settings',
  ],
  ['value:public', 'Which setting shall be "public"? Name it, as in: settings visibility value:public'],
])('settings %s', async (options, said) => {
  const { ada, grace, news } = await openLab()
  const before = await grace.say('settings')
  expect(await ada.say(`settings ${options}`)).toBe(said)
  expect(await grace.say('settings')).toBe(before)
  expect(await news()).toEqual([])
})

test('each is changed by presses too, by who manages', async () => {
  const { ada, grace } = await openLab()
  const overview = await grace.ask('settings')
  const choice = await grace.press(overview, 'Visibility')
  expect(inWords(choice)).toMatch(/^What is typed here is answered: to the person alone\nChange it…: /)
  expect((await grace.choose(choice, 'to everyone here')).summary).toBe(refusal)
  expect((await ada.choose(choice, 'to everyone here')).summary).toBe(
    'What is typed here is answered: to everyone here.',
  )
  const form = await ada.press(overview, 'Zone')
  expect(formOf(form).fields).toHaveLength(1)
  expect((await grace.submit(form, { value: 'Tokyo' })).summary).toBe(refusal)
  expect((await ada.submit(form, { value: 'Tokyo' })).summary).toBe(
    'Time zone of new subscriptions: Asia/Tokyo.',
  )
  expect(valuesOf(await ada.press(overview, 'Zone'))).toEqual({ value: 'Asia/Tokyo' })
})

test('where everyone manages, everyone subscribes and changes settings', async () => {
  const { ada, grace } = await openLab()
  await ada.ask('settings manage value:everyone')
  expect(await grace.say('settings visibility value:public')).toContain('to everyone here.')
  const preview = await grace.ask('subscribe gradients zone:Berlin')
  expect((await grace.press(preview, 'Save')).summary).toMatch(/^Saved\. /)
  await grace.ask('settings manage value:managers')
  expect(await grace.say('settings visibility value:private')).toBe(refusal)
})

test('the default visibility shows in answers, where they can be shared', async () => {
  const { ada, grace } = await openLab()
  expect((await grace.ask('trending')).visibility).toBe('private')
  await ada.ask('settings visibility value:public')
  expect((await grace.ask('trending')).visibility).toBe('public')
  for (const line of ['settings', 'status', 'subscriptions', 'why', 'help'])
    expect((await grace.ask(line)).visibility).toBe('private')
  await ada.ask('settings share value:managers')
  expect((await grace.ask('trending')).visibility).toBe('private')
  expect((await ada.ask('trending')).visibility).toBe('public')
})

test('in Slack, which knows no managers of a channel, everyone changes what there is to change', async () => {
  const { grace, news } = await openLab({ platform: 'slack' })
  expect(labelsOf(await grace.ask('settings')).slice(0, 3)).toEqual(['Zone', 'Visibility', 'Links'])
  expect(await grace.say('settings visibility value:public')).toContain('to everyone here.')
  expect((await news()).map(({ summary }) => summary)).toEqual([
    'Grace changed a setting. What is typed here is answered: to everyone here',
  ])
  expect(await grace.say('settings manage value:managers')).toBe(
    'Everyone may change settings here. What can be set: settings',
  )
  expect(await grace.say('settings share value:managers')).toBe(
    'Everyone may share here. What can be set: settings',
  )
  const preview = await grace.ask('subscribe gradients zone:Berlin')
  expect((await grace.press(preview, 'Save')).summary).toMatch(/^Saved\. /)
})

test('in direct messages they are one’s own, and nothing is said of a change', async () => {
  const { grace, platform, settled } = await openLab()
  const me = grace.alone()
  expect(await me.say('settings')).toMatch(
    /^Your settings\nTime zone of new subscriptions: not chosen yet\n\[Zone\] \[Subscriptions\]/,
  )
  expect(await me.say('settings visibility value:public')).toBe(
    'Nobody else sees what is answered here. What can be set: settings',
  )
  expect(await me.say('settings zone value:Lima')).toBe(
    'Time zone of new subscriptions: America/Lima.\n[All settings]',
  )
  await settled()
  expect(platform.messages).toEqual([])
  expect(await grace.say('settings')).toContain('not chosen yet')
})
