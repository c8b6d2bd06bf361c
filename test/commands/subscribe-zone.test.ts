/** At which zone's clock: said, or the channel's, the workspace's, the person's, or asked for. Never silently UTC. */
import { expect, test } from 'vitest'
import { inWords } from './bot.ts'
import { type Lab, openLab } from './lab.ts'
import { formOf, valuesOf } from './person.ts'

const { tokyo, berlin, lima } = { tokyo: 'Asia/Tokyo', berlin: 'Europe/Berlin', lima: 'America/Lima' }
const other = { platform: 'memory', workspace: 'lab', channel: 'other' }
const elsewhere = { ...other, workspace: 'another' }

/** The zone of the form that comes of a line without one. */
async function zoneOf({ ada }: Lab, person = ada): Promise<string | undefined> {
  return valuesOf(await person.ask('subscribe'))['zone']
}

test('nobody said one: it is asked for, with an example and a button', async () => {
  const { ada, grace, news } = await openLab()
  const asked = await ada.ask('subscribe gradients max:3')
  expect(inWords(asked)).toBe(
    'At which time zone’s clock? Add it to the line, such as zone:Berlin, or choose it here.\n[Choose]',
  )
  const form = await ada.press(asked, 'Choose')
  expect(valuesOf(form)).toEqual({ topics: 'gradients', max: '3', list: 'complete' })
  expect(formOf(form).fields.find(({ name }) => name === 'zone')).toMatchObject({ required: true })
  const preview = await ada.submit(form, { zone: 'Berlin' })
  await ada.press(preview, 'Save')
  expect(await grace.say('subscriptions')).toContain('at most 3 papers')
  expect(await news()).toHaveLength(1)
})

test('a form that comes back without one asks for it too', async () => {
  const { ada } = await openLab()
  const form = await ada.ask('subscribe')
  expect(inWords(await ada.submit(form, { topics: 'gradients', zone: '' }))).toContain(
    'At which time zone’s clock?',
  )
})

test('the channel’s comes before the workspace’s, and that before the person’s', async () => {
  const lab = await openLab()
  const lise = lab.ada.with({ zone: lima })
  expect(await zoneOf(lab)).toBeUndefined()
  expect(await zoneOf(lab, lise)).toBe(lima)
  await lise.in(other).run({ command: 'subscribe', options: { zone: tokyo, step: 'save' } }, 'button')
  expect(await zoneOf(lab)).toBe(tokyo)
  expect(await zoneOf(lab, lise)).toBe(tokyo)
  await lab.ada.ask('settings zone value:Berlin')
  expect(await zoneOf(lab, lise)).toBe(berlin)
})

test('the workspace’s is the one that was chosen last', async () => {
  const lab = await openLab()
  for (const [name, zone] of [
    ['one', tokyo],
    ['two', lima],
  ] as const)
    await lab.ada
      .in({ ...other, channel: name })
      .run({ command: 'subscribe', options: { zone, step: 'save' } }, 'button')
  expect(await zoneOf(lab)).toBe(lima)
})

test('another workspace’s, and anybody’s direct messages, are nobody else’s', async () => {
  const lab = await openLab()
  for (const person of [lab.ada.in(elsewhere), lab.ada.alone(), lab.grace.alone()])
    await person.run({ command: 'subscribe', options: { zone: tokyo, step: 'save' } }, 'button')
  expect(await zoneOf(lab)).toBeUndefined()
  expect(await zoneOf(lab, lab.grace.alone())).toBe(tokyo)
})

test('the first one becomes the channel’s, and a later one leaves it', async () => {
  const lab = await openLab()
  for (const zone of [tokyo, lima])
    await lab.ada.run({ command: 'subscribe', options: { zone, step: 'save' } }, 'button')
  expect(await lab.grace.say('settings')).toContain('Time zone of new subscriptions: Asia/Tokyo')
})

test('what is typed comes before all of them', async () => {
  const lab = await openLab({ settings: { zone: tokyo } })
  const lise = lab.ada.with({ zone: lima })
  const preview = await lise.ask('subscribe gradients zone:Berlin')
  expect(valuesOf(await lise.press(preview, 'Change'))).toMatchObject({ zone: berlin, time: '09:00' })
})
