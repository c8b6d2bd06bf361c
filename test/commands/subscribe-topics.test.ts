/** Topics that match too much, that are long, and that are meant to do harm. */
import { expect, test } from 'vitest'
import { maxButtonId } from '../../src/chat/button-codec.ts'
import type { Reply } from '../../src/chat/reply.ts'
import type { Library } from '../../src/library/library.ts'
import { paper } from '../library/fixture.ts'
import { inWords } from './bot.ts'
import { openLab } from './lab.ts'
import { labelsOf, valuesOf } from './person.ts'

/** Half of all papers are about agents; some of those about their use of tools. */
async function manyAgents(library: Library): Promise<void> {
  for (const day of [17, 18, 19, 20]) {
    const papers = Array.from({ length: 20 }, (_, at) => {
      const id = `2608.${day}0${String(at).padStart(2, '0')}`
      const about = at < 10 ? 'Agents' : 'Proteins'
      const terms = at < 3 ? ['tool use', 'language models'] : ['language models']
      return paper(id, { title: `${about} ${id}`, keywords: { terms, by: 'huggingface' }, upvotes: at })
    })
    await library.putList(`2026-08-${day}`, papers, {
      fetchedAt: `2026-08-${day + 1}T03:00:00Z`,
      closed: true,
    })
  }
}

test('a topic that matches too much is narrowed by a press', async () => {
  const { ada } = await openLab({ fill: manyAgents })
  const preview = await ada.ask('subscribe agents, "protein design" zone:Berlin max:3')
  expect(inWords(preview)).toContain(
    '"agents" matches 50 % of papers, about 10 a day. Narrow it? agents "tool use" (about 3 a day)\n[agents "tool use"]\n',
  )
  const narrowed = await ada.press(preview, 'agents "tool use"')
  expect(narrowed.replaces).toBe(true)
  expect(inWords(narrowed)).not.toContain('Narrow it?')
  expect(labelsOf(narrowed)).toEqual(['Save', 'Change', 'More filters', 'Cancel'])
  expect(valuesOf(await ada.press(narrowed, 'Change'))).toMatchObject({
    topics: 'agents "tool use", "protein design"',
    max: '3',
  })
})

test('a long draft waits in the store, and comes back whole through every step', async () => {
  const { ada, grace, stored } = await openLab()
  const topics = Array.from({ length: 20 }, (_, at) => `${'gradient '.repeat(15)}number${at}`)
  const preview = await ada.ask(`subscribe ${topics.join(', ')} zone:Berlin`)
  const kept = stored.size
  const form = await ada.press(preview, 'Change')
  expect(stored.size).toBeGreaterThan(kept)
  expect(valuesOf(form)['topics']).toBe(topics.join(', '))
  const again = await ada.submit(form, { max: '2' })
  const more = await ada.press(again, 'More filters')
  await ada.press(await ada.submit(more, { days: 'Mon' }), 'Save')
  const listed = await grace.ask('subscriptions')
  expect(inWords(listed)).toContain('09:00 Monday, Europe/Berlin · complete list · at most 2 papers')
  expect(valuesOf(await ada.press(listed, 'Change'))['topics']).toBe(topics.join(', '))
  for (const name of stored.keys()) expect(name.length).toBeLessThan(maxButtonId)
})

const hostile = [
  '@everyone',
  '<@U1>',
  '<!channel>',
  '**bold** _it_ `code`',
  '[link](https://example.org)',
  '<https://example.org|link>',
  '\u202Egradients\u202C',
  '</script><b>gradients',
  '🧪'.repeat(90),
]

function linksOf({ blocks }: Reply): string[] {
  const text = blocks.flatMap(block => (block.kind === 'text' || block.kind === 'notice' ? block.text : []))
  return text.flatMap(inline => (typeof inline === 'object' && 'link' in inline ? [inline.link] : []))
}

test.each(hostile)('%j is shown as text, and nothing else, wherever it stands', async typed => {
  const { ada, grace, news, faults } = await openLab()
  const preview = await ada.ask(`subscribe ${typed} zone:Berlin`)
  const replies = [preview]
  if (labelsOf(preview).includes('Save')) {
    replies.push(await ada.press(preview, 'Save'), ...(await news()))
    for (const line of ['subscriptions', 'why', 'status', 'why 2608.10001'])
      replies.push(await grace.ask(line))
  }
  const strange = replies.flatMap(linksOf).filter(link => !link.startsWith('https://huggingface.co/papers/'))
  expect(strange).toEqual([])
  expect(replies.map(inWords).join('\n')).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  expect(faults).toEqual([])
})

test('a person’s name is cut, and stands in a line as text', async () => {
  const { ada, news } = await openLab()
  const mallory = ada.with({ name: `@everyone\n${'z'.repeat(500)}` })
  await mallory.press(await mallory.ask('subscribe gradients zone:Berlin'), 'Save')
  const [line] = await news()
  expect(line!.summary).toMatch(/^@everyone\sz{69}… set up daily papers here: gradients; first post/)
})

async function retrieving(library: Library): Promise<void> {
  const papers = [
    paper('2608.20001', { title: 'Retrieval-augmented generation (RAG) for radiology' }),
    paper('2608.20002', { title: 'Retrieval-Augmented Generation (RAG) twice' }),
    paper('2608.20003', { title: 'Retrieval augmented generation for diffusion' }),
  ]
  await library.putList('2026-08-20', papers, { fetchedAt: '2026-08-21T03:00:00Z', closed: true })
}

test('misspelt topics are corrected, which is said and undone by a press', async () => {
  const { ada, grace } = await openLab({ fill: retrieving })
  const preview = await ada.ask('subscribe difusion -survey, radilogy org:nvidia zone:Berlin')
  expect(inWords(preview)).toContain('\nRead "difusion" as diffusion, "radilogy" as radiology.\n')
  expect(labelsOf(preview)).toEqual(['Save', 'Change', 'More filters', 'Cancel', 'Take as typed'])
  expect(valuesOf(await ada.press(preview, 'Change'))['topics']).toBe(
    'diffusion -survey, radiology org:nvidia',
  )
  const week = await ada.ask('subscribe difusion kind:team zone:Berlin')
  expect(inWords(week)).toContain('\nRead "difusion" as diffusion.\n')
  expect(labelsOf(week)).toContain('Take as typed')
  const typed = await ada.press(preview, 'Take as typed')
  expect(inWords(typed)).not.toContain('Read "')
  await ada.press(typed, 'Save')
  expect(await grace.say('subscriptions')).toContain('"difusion" -survey, "radilogy" org:nvidia\n')
})

test('a misspelt phrase that no paper has is offered with its correction', async () => {
  const { ada } = await openLab({ fill: retrieving })
  const preview = await ada.ask('subscribe "augmented generaton", radiology zone:Berlin')
  expect(inWords(preview)).toContain(
    '\nIn the library 3 match with "augmented generation".\n[Take it instead]',
  )
  const taken = await ada.press(preview, 'Take it instead')
  expect(inWords(taken)).not.toContain('Take it instead')
  expect(valuesOf(await ada.press(taken, 'Change'))['topics']).toBe('"augmented generation", radiology')
})

test('what acronyms in topics mean is named', async () => {
  const { ada } = await openLab({ fill: retrieving })
  expect(await ada.say('subscribe RAG zone:Berlin')).toMatch(
    /3 papers[^]*\nThe same here: RAG and "retrieval-augmented generation"\. What is in quotes is taken as typed, as in "RAG"\.\n/,
  )
  expect(await ada.say('subscribe "RAG" zone:Berlin')).toMatch(/2 papers[^]*(?<!The same here[^]*)$/)
})
