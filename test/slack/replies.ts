/** Replies such as commands give. */
import type { ActionButton, Reply } from '../../src/chat/reply.ts'
import { rich } from '../../src/chat/rich-text.ts'

export const act = (label: string, command: string, options: Record<string, string> = {}): ActionButton => ({
  label,
  command,
  options,
})

const papers = [
  [
    '2605.19660',
    'OScaR: The Occam’s Razor for Extreme KV Cache Quantization',
    'The University of Hong Kong · 19 May 2026',
  ],
  [
    '2602.02958',
    'Quant VideoGen: Auto-Regressive Long Video Generation via 2-Bit KV-Cache Quantization',
    'University of California, Berkeley · 3 Feb 2026',
  ],
  ['2401.18079', 'KVQuant', '31 Jan 2024'],
  ['2402.02750', 'KIVI', '5 Feb 2024'],
  ['2405.14366', 'MiniCache', '23 May 2024'],
] as const

const url = (id: string): string => `https://huggingface.co/papers/${id}`

/** A page of a search, with a word corrected. */
export const searchPage: Reply = {
  summary: 'kv cache quantization: 38 papers',
  visibility: 'private',
  blocks: [
    {
      kind: 'heading',
      text: rich`${{ bold: 'kv cache quantization' }} · 38 papers · library + Hugging Face`,
    },
    {
      kind: 'papers',
      items: papers.map(([id, title, facts], at) => ({
        number: at + 1,
        title,
        url: url(id),
        lines: [
          rich`${facts} · ${{ count: 32 - at, of: 'upvotes' }}`,
          ...(at === 0 ? [rich`…addresses token norm imbalance in the ${{ mark: 'KV cache' }}…`] : []),
        ],
        buttons: [
          {
            ...act('Open 1'.replace('1', String(at + 1)), 'paper', { paper: id }),
            accessibleLabel: `Open ${title}`,
          },
          act('Similar', 'search', { query: `like:${id}` }),
        ],
      })),
    },
    { kind: 'text', small: true, text: ['Read "quantisaton" as quantization. Also: key-value'] },
    {
      kind: 'pager',
      next: act('Next', 'search', { query: 'kv cache quantization', page: '2' }),
      buttons: [
        act('Share', 'search', { query: 'kv cache quantization', share: 'yes' }),
        act('Filter', 'search', { query: 'kv cache quantization', filter: 'yes' }),
      ],
    },
  ],
}

/** A day's papers in a channel. */
export const digest: Reply = {
  summary: 'Thursday 20 August: 6 papers for #lab, first: Zetta ζ: An Efficient Closed-Loop Embodied Harness',
  visibility: 'public',
  blocks: [
    { kind: 'heading', text: rich`${{ bold: 'Thursday 20 August' }} · 21 on the list, 6 for this channel` },
    {
      kind: 'papers',
      items: [
        {
          number: 1,
          title: 'Zetta ζ: An Efficient Closed-Loop Embodied Harness',
          url: url('2608.18001'),
          lines: [
            rich`15 authors · ${{ count: 92, of: 'upvotes' }} · code ${{ count: 186, of: 'stars' }} · topic: embodied`,
          ],
          buttons: [
            act('Open', 'paper', { paper: '2608.18001' }),
            act('Discuss', 'discuss', { paper: '2608.18001' }),
          ],
        },
      ],
    },
    {
      kind: 'facts',
      small: true,
      facts: [['Topics: embodied, multi-agent'], ['without: survey'], ['1 more']],
    },
    {
      kind: 'select',
      placeholder: 'Open a paper…',
      command: 'paper',
      option: 'paper',
      options: {},
      choices: [{ label: '1. Zetta ζ', value: '2608.18001' }],
    },
    {
      kind: 'buttons',
      buttons: [act('All 21', 'daily', { date: '2026-08-20' }), act('Change', 'subscriptions')],
    },
  ],
}

/** A paper's card. */
export const card: Reply = {
  summary: 'Training Leaves Traces: Centered Residual Signatures',
  visibility: 'private',
  blocks: [
    {
      kind: 'heading',
      text: [
        { link: url('2608.14929'), text: 'Training Leaves Traces: Centered Residual Signatures', bold: true },
      ],
      picture: {
        url: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2608.14929.png',
        alt: 'Figure preview of Training Leaves Traces: Centered Residual Signatures',
      },
    },
    {
      kind: 'facts',
      facts: [['Amazon'], ['2 authors'], ['2608.14929'], [{ count: 15, of: 'upvotes' }], ['1 comment']],
    },
    { kind: 'text', text: ['Summary (Hugging Face AI): Checkpoints share *weight-space* signals.'] },
    {
      kind: 'facts',
      facts: [
        [{ link: url('2608.14929'), text: 'Hugging Face' }],
        [{ link: 'https://arxiv.org/abs/2608.14929', text: 'arXiv' }],
        ['3 models'],
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { ...act('Share', 'paper', { paper: '2608.14929', share: 'yes' }), style: 'primary' },
        { label: 'Open thread', url: 'https://slack.com/archives/C1/p1' },
      ],
    },
  ],
}

/** The form of a subscription. */
export const subscribeForm: Reply = {
  summary: 'Set up daily papers',
  visibility: 'private',
  blocks: [
    {
      kind: 'form',
      title: 'Set up daily papers here',
      command: 'subscribe',
      options: {},
      submit: 'Preview',
      fields: [
        {
          kind: 'text',
          name: 'topics',
          label: 'Topics',
          hint: "empty = the whole list's best",
          value: 'KV cache',
          maxLength: 500,
        },
        {
          kind: 'choice',
          name: 'list',
          label: 'Which list',
          value: 'complete',
          required: true,
          choices: [
            { label: 'Complete list', value: 'complete' },
            { label: 'Today so far', value: 'today' },
          ],
        },
        { kind: 'text', name: 'note', label: 'Note', multiline: true },
      ],
    },
  ],
}
