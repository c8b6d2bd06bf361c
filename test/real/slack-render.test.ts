/** Every recorded paper as Slack shows it, alone and in a list, checked by the validator of the fake Slack. */
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

const folder = process.env['PAPERBOY_REAL_DATA'] ?? ''
const today = '2026-11-21'

const papers: Paper[] = gunzipSync(readFileSync(`${folder}/hf_daily.jsonl.gz`))
  .toString()
  .trim()
  .split('\n')
  .map(line => {
    const { id, title, abstract, authors, upvotes } = JSON.parse(line)
    return paper(id, title, abstract, { authors, upvotes, thumbnail: `https://cdn.example/${id}.png` })
  })

const open = (query: string) => ({ label: 'Open', command: 'paper', options: { paper: query } })
const sent = (blocks: readonly Block[]) => renderMessage({ summary: 'Papers', visibility: 'private', blocks })

test('cards and lists of five are taken whole, and within half a millisecond each', () => {
  const wrong: string[] = []
  let ms = 0
  for (const [at, shown] of papers.entries()) {
    const items = papers
      .slice(at, at + 5)
      .map((other, place) =>
        paperItem({ paper: other, number: place + 1, today, buttons: [open(other.id), open(other.title)] }),
      )
    const started = performance.now()
    const messages = [
      sent(paperCard({ paper: shown, today, buttons: [open(shown.id)] })),
      sent([{ kind: 'papers', items }]),
    ]
    ms += performance.now() - started
    wrong.push(...messages.flatMap(({ text, blocks }) => checkMessage({ text, blocks })))
    if (messages.some(({ blocks }) => JSON.stringify(blocks).includes('…'))) wrong.push(`${shown.id} was cut`)
  }
  expect(wrong).toEqual([])
  expect(ms / papers.length / 2).toBeLessThan(0.5)
})

test('every title reads as it is written, but for look-alikes', () => {
  const differ = papers.flatMap((shown, at) => {
    const item = paperItem({ paper: shown, number: 1, today, buttons: [] })
    const [block] = sent([{ kind: 'papers', items: [item] }]).blocks
    const written = block?.type === 'section' ? fromMrkdwn(block.text?.text ?? '') : `none for ${at}`
    return written.split('\n')[0] === `1. ${item.title}` ? [] : [`${written.split('\n')[0]} | ${item.title}`]
  })
  const alike = differ.filter(line => !/[∗ˍ∼ˋ]/.test(line))
  expect(alike).toEqual([])
  expect(differ.length).toBeLessThan(papers.length / 100)
})
