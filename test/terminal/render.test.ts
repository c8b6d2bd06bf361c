import { stripVTControlCharacters } from 'node:util'
import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { render, renderAdded } from '../../src/terminal/render.ts'
import { arbitraryReply } from '../chat/arbitrary-reply.ts'
import { cardReply, colored, formReply, piped, searchReply } from './replies.ts'

describe('piped', () => {
  test('a search result', () => {
    expect(render(searchReply, piped)).toBe(
      `kv cache quantization · 38 papers · library + Hugging Face
 1. OScaR: The Occam's Razor for Extreme KV Cache Quantization in LLMs and Beyond
    The University of Hong Kong · 19 May 2026 · 32 upvotes · 2 comments · https://huggingface.co/papers/2605.19660
    …addresses token norm imbalance in the KV cache…
 2. Quant VideoGen: Auto-Regressive Long Video Generation via 2-Bit KV-Cache Quantization
    University of California, Berkeley · 3 Feb 2026 · 29 upvotes · https://huggingface.co/papers/2602.02958
Read "quantisaton" as quantization. Also: key-value
[3 Next ›]  [4 Share]  [5 Search exactly]
1–2 to open; also discuss 1, save 1, similar 1`,
    )
  })

  test('a paper card', () => {
    expect(render(cardReply, piped)).toBe(
      `Training Leaves Traces: Centered Residual Signatures (https://huggingface.co/papers/2608.14929)
Amazon · 2 authors · 2608.14929 · 15 upvotes · 1 comment
Summary (Hugging Face AI): Checkpoints share weight-space signals of ancestry, which a small probe reads back even after long fine-tuning.
Hugging Face (https://huggingface.co/papers/2608.14929) · arXiv (https://arxiv.org/abs/2608.14929) · 3 models
discussed 21 Aug 2026, 09:00, 14 replies
[1 Discuss]  [2 ▲ Team 3]  [3 Project page: https://example.org/traces]`,
    )
  })

  test('a select, a form, a file and a divider', () => {
    const reply: Reply = {
      summary: '',
      visibility: 'private',
      blocks: [
        {
          kind: 'select',
          placeholder: 'Open a paper…',
          command: 'paper',
          option: 'paper',
          options: {},
          choices: [{ label: 'OScaR', value: '2605.19660' }],
        },
        { kind: 'divider' },
        {
          kind: 'file',
          name: 'oscar.bib',
          mediaType: 'text/plain',
          content: '@article{oscar,\n  year = 2026\n}\n',
        },
        ...formReply.blocks,
      ],
    }
    expect(render(reply, piped)).toBe(
      `Open a paper…
 1. OScaR
────────────────────────────────────────
oscar.bib
@article{oscar,
  year = 2026
}
Daily papers
Return keeps what is in brackets, "-" empties it, "cancel" leaves.`,
    )
  })
})

describe('in colour', () => {
  const text = render(searchReply, colored)

  test('titles are bold links, matched words stand out, counts have their symbol', () => {
    expect(text).toContain('\u001B]8;;https://huggingface.co/papers/2605.19660\u0007\u001B[1mOScaR: ')
    expect(text).toContain('\u001B[1m\u001B[33mKV cache\u001B[39m\u001B[22m')
    expect(text).toContain('▲ 32')
  })

  test('every line fits, and what hangs begins below its title', () => {
    for (const width of [30, 43, 80]) {
      const lines = stripVTControlCharacters(render(searchReply, { ...colored, width })).split('\n')
      expect(Math.max(...lines.map(line => stringWidth(line)))).toBeLessThanOrEqual(width)
    }
    const narrow = stripVTControlCharacters(render(searchReply, { ...colored, width: 43 }))
    expect(narrow).toContain(
      "\n 1. OScaR: The Occam's Razor for Extreme KV\n    Cache Quantization in LLMs and Beyond\n",
    )
  })

  test('wrapping breaks no address that is shown', () => {
    expect(render(searchReply, { ...piped, width: 40 })).toContain(
      'https://huggingface.co/papers/2605.19660\n',
    )
  })
})

describe('what was added', () => {
  const live: Reply = {
    ...searchReply,
    blocks: [...searchReply.blocks, { kind: 'text', text: ['one more'] }],
  }

  test('is all that is shown', () => {
    expect(renderAdded(searchReply, live, piped)).toBe('one more')
    expect(renderAdded(searchReply, searchReply, piped)).toBe('')
  })

  test('brings buttons again whose numbers have changed', () => {
    const [heading, papers, ...rest] = live.blocks
    const item = { number: 3, title: 'New', url: 'https://arxiv.org/abs/2608.00001', lines: [], buttons: [] }
    const longer: Reply = { ...live, blocks: [heading!, papers!, { kind: 'papers', items: [item] }, ...rest] }
    expect(renderAdded(live, longer, piped)).toBe(
      ` 3. New
    https://arxiv.org/abs/2608.00001
[4 Next ›]  [5 Share]  [6 Search exactly]
1–3 to open; also discuss 1, save 1, similar 1`,
    )
  })
})

test('only web addresses are links', () => {
  const links = ['javascript:alert(1)', 'file:///etc/passwd', 'no address', 'https://arxiv.org'].map(
    link => ({
      link,
      text: 'here',
    }),
  )
  const reply: Reply = { ...searchReply, blocks: [{ kind: 'text', text: links }] }
  expect(render(reply, piped)).toBe('herehereherehere (https://arxiv.org/)')
  expect(render(reply, colored).match(/8;;\w*/g)).toEqual(['8;;https', '8;;'])
})

describe('any reply', () => {
  const control = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u
  /** Colours, and links to web addresses: all that we write. */
  const [escape, bell] = ['\u001B', '\u0007']
  const ours = new RegExp(`${escape}\\[\\d{1,2}m|${escape}\\]8;;(https?:[^\\p{Cc}]*)?${bell}`, 'gu')

  test('is shown in a pipe without any control character', () => {
    fc.assert(
      fc.property(arbitraryReply, reply => {
        expect(render(reply, piped)).not.toMatch(control)
      }),
    )
  })

  test('is shown in colour with our own escape sequences only', () => {
    fc.assert(
      fc.property(arbitraryReply, fc.integer({ min: 1, max: 120 }), (reply, width) => {
        expect(render(reply, { ...colored, width }).replace(ours, '')).not.toMatch(control)
      }),
    )
  })
})
