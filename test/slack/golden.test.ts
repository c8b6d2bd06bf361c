/** What people see most, as it is sent. */
import { expect, test } from 'vitest'
import { renderMessage } from '../../src/slack/render.ts'
import { checkMessage } from '../fakes/slack/blocks.ts'
import { card, digest, searchPage } from './replies.ts'

const label = (text: string) => ({ type: 'plain_text', text, emoji: false })
const press = (at: number, text: string, value: string) => ({
  type: 'button',
  text: label(text),
  action_id: `press:${at}`,
  value,
})
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
const words = (text: string) => ({ type: 'text', text })

test('a page of results is eight blocks', () => {
  const { text, blocks, kept } = renderMessage(searchPage)
  expect(checkMessage({ text, blocks })).toEqual([])
  expect(blocks).toHaveLength(8)
  expect(blocks.slice(0, 2)).toEqual([
    rich(
      { ...words('kv cache quantization'), style: { bold: true } },
      words(' · 38 papers · library + Hugging Face'),
    ),
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '1. *<https://huggingface.co/papers/2605.19660|OScaR: The Occam’s Razor for Extreme KV Cache Quantization>*\nThe University of Hong Kong · 19 May 2026 · ▲ 32\n…addresses token norm imbalance in the *KV cache*\u200B…',
        verbatim: true,
      },
      accessory: {
        type: 'overflow',
        action_id: 'press:0',
        options: [
          { text: label('Open 1'), value: 'paper?paper=2605.19660' },
          { text: label('Similar'), value: 'search?query=like:2605.19660' },
        ],
      },
    },
  ])
  expect(blocks.slice(6)).toEqual([
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: 'Read "quantisaton" as quantization. Also: key-value', verbatim: true },
      ],
    },
    {
      type: 'actions',
      elements: [
        press(5, 'Next', 'search?page=2&query=kv%20cache%20quantization'),
        press(6, 'Share', 'search?query=kv%20cache%20quantization&share=yes'),
        press(7, 'Filter', 'search?filter=yes&query=kv%20cache%20quantization'),
      ],
    },
  ])
  expect(text).toMatch(/^kv cache quantization: 38 papers\nkv cache quantization · 38 papers/)
  expect(text).toContain('The University of Hong Kong · 19 May 2026 · 32 upvotes')
  expect(kept).toEqual([])
})

test('the daily digest', () => {
  const { text, blocks } = renderMessage(digest)
  expect(checkMessage({ text, blocks })).toEqual([])
  expect(text).toMatch(/^Thursday 20 August: 6 papers for #lab, first: Zetta ζ: /)
  expect(blocks).toEqual([
    rich(
      { ...words('Thursday 20 August'), style: { bold: true } },
      words(' · 21 on the list, 6 for this channel'),
    ),
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '1. *<https://huggingface.co/papers/2608.18001|Zetta ζ: An Efficient Closed-Loop Embodied Harness>*\n15 authors · ▲ 92 · code ★ 186 · topic: embodied',
        verbatim: true,
      },
      accessory: {
        type: 'overflow',
        action_id: 'press:0',
        options: [
          { text: label('Open'), value: 'paper?paper=2608.18001' },
          { text: label('Discuss'), value: 'discuss?paper=2608.18001' },
        ],
      },
    },
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: 'Topics: embodied, multi-agent · without: survey · 1 more',
          verbatim: true,
        },
      ],
    },
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: 'press:1',
          placeholder: label('Open a paper…'),
          options: [{ text: label('1. Zetta ζ'), value: 'paper?paper=2608.18001' }],
        },
      ],
    },
    {
      type: 'actions',
      elements: [press(2, 'All 21', 'daily?date=2026-08-20'), press(3, 'Change', 'subscriptions?')],
    },
  ])
})

test('a paper card', () => {
  const { text, blocks } = renderMessage(card)
  expect(checkMessage({ text, blocks })).toEqual([])
  expect(blocks).toEqual([
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '*<https://huggingface.co/papers/2608.14929|Training Leaves Traces: Centered Residual Signatures>*',
        verbatim: true,
      },
      accessory: {
        type: 'image',
        image_url: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2608.14929.png',
        alt_text: 'Figure preview of Training Leaves Traces: Centered Residual Signatures',
      },
    },
    rich(words('Amazon · 2 authors · 2608.14929 · ▲ 15 · 1 comment')),
    rich(words('Summary (Hugging Face AI): Checkpoints share *weight-space* signals.')),
    rich(
      { type: 'link', url: 'https://huggingface.co/papers/2608.14929', text: 'Hugging Face' },
      words(' · '),
      { type: 'link', url: 'https://arxiv.org/abs/2608.14929', text: 'arXiv' },
      words(' · 3 models'),
    ),
    {
      type: 'actions',
      elements: [
        { ...press(0, 'Share', 'paper?paper=2608.14929&share=yes'), style: 'primary' },
        {
          type: 'button',
          text: label('Open thread'),
          action_id: 'open:1',
          url: 'https://slack.com/archives/C1/p1',
        },
      ],
    },
  ])
})
