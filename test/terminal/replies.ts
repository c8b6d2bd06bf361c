/** Replies such as commands give, and commands to answer with them. */
import { z } from 'zod'
import type { CommandDescription } from '../../src/chat/command.ts'
import type { Reply } from '../../src/chat/reply.ts'
import type { View } from '../../src/terminal/render.ts'

export const piped: View = { color: false, width: undefined, zone: 'Europe/Berlin' }
export const colored: View = { ...piped, color: true, width: 80 }

const action = (label: string, command: string, options: Record<string, string>) => ({
  label,
  command,
  options,
})

const paperButtons = (number: number, id: string) =>
  ['Open', 'Discuss', 'Save', 'Similar'].map(word =>
    action(`${word} ${number}`, word === 'Open' ? 'paper' : word.toLowerCase(), { paper: id }),
  )

/** A page of a search. */
export const searchReply: Reply = {
  summary: '38 papers match kv cache quantization',
  visibility: 'private',
  blocks: [
    { kind: 'heading', text: [{ bold: 'kv cache quantization' }, ' · 38 papers · library + Hugging Face'] },
    {
      kind: 'papers',
      items: [
        {
          number: 1,
          title: "OScaR: The Occam's Razor for Extreme KV Cache Quantization in LLMs and Beyond",
          url: 'https://huggingface.co/papers/2605.19660',
          lines: [
            ['The University of Hong Kong · 19 May 2026 · ', { count: 32, of: 'upvotes' }, ' · 2 comments'],
            ['…addresses token norm imbalance in the ', { mark: 'KV cache' }, '…'],
          ],
          buttons: paperButtons(1, '2605.19660'),
        },
        {
          number: 2,
          title: 'Quant VideoGen: Auto-Regressive Long Video Generation via 2-Bit KV-Cache Quantization',
          url: 'https://huggingface.co/papers/2602.02958',
          lines: [['University of California, Berkeley · 3 Feb 2026 · ', { count: 29, of: 'upvotes' }]],
          buttons: paperButtons(2, '2602.02958'),
        },
      ],
    },
    { kind: 'text', small: true, text: ['Read "quantisaton" as quantization. Also: key-value'] },
    {
      kind: 'pager',
      next: action('Next ›', 'search', { query: 'kv cache quantization', page: '2' }),
      buttons: [
        action('Share', 'search', { query: 'kv cache quantization', share: 'yes' }),
        action('Search exactly', 'search', { query: 'quantisaton', exact: 'yes' }),
      ],
    },
  ],
}

/** A paper's card. */
export const cardReply: Reply = {
  summary: 'Training Leaves Traces',
  visibility: 'private',
  blocks: [
    {
      kind: 'heading',
      text: [
        {
          link: 'https://huggingface.co/papers/2608.14929',
          text: 'Training Leaves Traces: Centered Residual Signatures',
          bold: true,
        },
      ],
      picture: { url: 'https://example.org/figure.png', alt: 'Figure preview of Training Leaves Traces' },
    },
    {
      kind: 'facts',
      facts: [['Amazon'], ['2 authors'], ['2608.14929'], [{ count: 15, of: 'upvotes' }], ['1 comment']],
    },
    {
      kind: 'text',
      text: [
        { bold: 'Summary (Hugging Face AI): ' },
        'Checkpoints share weight-space signals of ancestry, which a small probe reads back even after long fine-tuning.',
      ],
    },
    {
      kind: 'facts',
      facts: [
        [{ link: 'https://huggingface.co/papers/2608.14929', text: 'Hugging Face' }],
        [{ link: 'https://arxiv.org/abs/2608.14929', text: 'arXiv' }],
        ['3 models'],
      ],
    },
    {
      kind: 'text',
      small: true,
      text: [
        'discussed ',
        { moment: '2026-08-21T07:00:00Z', show: 'date and time' },
        ', ',
        { count: 14, of: 'replies' },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        action('Discuss', 'discuss', { paper: '2608.14929' }),
        action('▲ Team 3', 'vote', { paper: '2608.14929' }),
        { label: 'Project page', url: 'https://example.org/traces' },
      ],
    },
  ],
}

/** A part of the form of a subscription. */
export const formReply: Reply = {
  summary: 'Daily papers',
  visibility: 'private',
  blocks: [
    {
      kind: 'form',
      title: 'Daily papers',
      command: 'subscribe',
      options: { step: 'preview' },
      submit: 'Preview',
      fields: [
        {
          kind: 'text',
          name: 'topics',
          label: 'Topics',
          value: 'KV cache',
          hint: "empty = the whole list's best",
        },
        {
          kind: 'choice',
          name: 'list',
          label: 'Which list',
          value: 'closed',
          choices: [
            { label: 'complete list, next morning', value: 'closed' },
            { label: 'today so far', value: 'today' },
          ],
        },
        { kind: 'text', name: 'zone', label: 'Time zone', required: true, maxLength: 40 },
      ],
    },
  ],
}

const describe = (name: string, options: z.ZodObject): CommandDescription => ({
  name,
  summary: name,
  options,
  examples: [name],
  access: 'anyone',
  surfaces: ['typed', 'button', 'form'],
})

const paperOption = z.object({ paper: z.string().meta({ completes: 'paper' }) })

export const commands: CommandDescription[] = [
  describe(
    'search',
    z.object({
      query: z.string(),
      sort: z.enum(['relevance', 'newest', 'upvotes']).optional(),
      share: z.string().optional(),
      song: z.string().optional().meta({ internal: true }),
    }),
  ),
  describe('paper', paperOption),
  describe('save', paperOption),
  describe('subscribe', z.object({ topics: z.string().optional() })),
  describe('help', z.object({ command: z.string().optional() })),
]
