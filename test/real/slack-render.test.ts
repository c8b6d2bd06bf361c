/** Every recorded paper as Slack shows it in a list, and every fifth as a card, checked by the validator of the fake Slack. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { paperCard, paperItem } from '../../src/chat/paper-card.ts'
import type { Block } from '../../src/chat/reply.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { renderMessage } from '../../src/slack/render.ts'
import { checkMessage } from '../fakes/slack/blocks.ts'
import { fromMrkdwn } from '../fakes/slack/text.ts'
import { paper } from '../search/papers.ts'
import { realData } from './folder.ts'

const papers: Paper[] = gunzipSync(readFileSync(`${realData}/hf_daily.jsonl.gz`))
  .toString()
  .trim()
  .split('\n')
  .map(line => {
    const { id, title, abstract, authors, upvotes } = JSON.parse(line)
    return paper(id, title, abstract, { authors, upvotes, thumbnail: `https://cdn.example/${id}.png` })
  })

const open = (query: string) => ({ label: 'Open', command: 'paper', options: { paper: query } })
const sent = (blocks: readonly Block[]) => renderMessage({ summary: 'Papers', visibility: 'private', blocks })

test('lists of five and cards are taken whole, within milliseconds', () => {
  const wrong: string[] = []
  let ms = 0
  for (let at = 0; at < papers.length; at += 5) {
    const five = papers.slice(at, at + 5)
    const items = five.map((shown, place) =>
      paperItem({ paper: shown, number: place + 1, buttons: [open(shown.id), open(shown.title)] }),
    )
    const started = performance.now()
    const messages = [
      sent(paperCard({ paper: five[0]!, buttons: [open(five[0]!.id)] })),
      sent([{ kind: 'papers', items }]),
    ]
    ms += performance.now() - started
    wrong.push(...messages.flatMap(({ text, blocks }) => checkMessage({ text, blocks })))
    if (messages.some(({ blocks }) => JSON.stringify(blocks).includes('…'))) wrong.push(`${at} was cut`)
  }
  expect(wrong).toEqual([])
  expect(ms / ((papers.length / 5) * 2)).toBeLessThan(5)
})

test('every title reads as it is written, but for look-alikes', () => {
  const differ = papers.flatMap((shown, at) => {
    const item = paperItem({ paper: shown, number: 1, buttons: [] })
    const [block] = sent([{ kind: 'papers', items: [item] }]).blocks
    const written = block?.type === 'section' ? (block.text?.text ?? '') : ''
    const [, title = `none for ${at}`] = /^1\. \*<[^|]+\|(.+)>\*/.exec(written) ?? []
    return fromMrkdwn(title) === item.title ? [] : [`${fromMrkdwn(title)} | ${item.title}`]
  })
  const alike = differ.filter(line => !/[∗ˍ∼ˋ]/.test(line))
  expect(alike).toEqual([])
  expect(differ.length).toBeLessThan(papers.length / 100)
})
