/** The messages that people see, as the whole body that is sent. Facts about papers are real, replies invented. */
import { expect, test } from 'vitest'
import { notice } from '../../../src/chat/replies.ts'
import type { PaperItem } from '../../../src/chat/reply.ts'
import { bodyOf, button, message, page, press, row, section, text } from './body.ts'

test('search result', () => {
  const query = 'kv cache quantization'
  const items: PaperItem[] = [
    {
      number: 1,
      title: "OScaR: The Occam's Razor for Extreme KV Cache Quantization",
      url: page('2605.19660'),
      lines: [
        [
          'The University of Hong Kong',
          ' · ',
          '19 May 2026',
          ' · ',
          { count: 32, of: 'upvotes' },
          ' · ',
          '2 comments',
          ' · code ',
          { count: 5, of: 'stars' },
        ],
        ['…addresses token norm imbalance in the ', { mark: 'KV cache' }, '…'],
      ],
      buttons: [
        button('Open 1', 'paper', { paper: '2605.19660' }),
        button('Similar', 'search', { query: 'like:2605.19660' }),
      ],
    },
    {
      number: 2,
      title: 'Quant VideoGen: Auto-Regressive Long Video Generation via 2-Bit KV-Cache Quantization',
      url: page('2602.02958'),
      lines: [['University of California, Berkeley · 3 Feb 2026 · ', { count: 29, of: 'upvotes' }]],
      buttons: [button('Open 2', 'paper', { paper: '2602.02958' })],
    },
  ]
  const body = bodyOf({
    summary: `${query}: 38 papers`,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ bold: query }, ' · ', '38 papers', ' · ', 'library + Hugging Face'] },
      { kind: 'papers', items },
      { kind: 'text', small: true, text: ['Read "quantisaton" as quantization. Also: key-value'] },
      {
        kind: 'pager',
        previous: button('Previous', 'search', { query, page: '1' }),
        next: button('Next', 'search', { query, page: '3' }),
        buttons: [
          button('Share', 'search', { query, page: '2', share: 'yes' }),
          button('Filter', 'search', { query, filter: 'yes' }),
          button('Search exactly', 'search', { query, exact: 'yes' }),
        ],
      },
    ],
  })
  expect(body).toEqual(
    message(
      text('**kv cache quantization** · 38 papers · library + Hugging Face'),
      section(
        press('Open 1', 'paper?paper=2605.19660'),
        String.raw`1\. [**OScaR: The Occam's Razor for Extreme KV Cache Quantization**](https://huggingface.co/papers/2605.19660)`,
        '-# The University of Hong Kong · 19 May 2026 · ▲ 32 · 2 comments · code ★ 5',
        '-# …addresses token norm imbalance in the **KV cache**…',
      ),
      section(
        press('Open 2', 'paper?paper=2602.02958'),
        String.raw`2\. [**Quant VideoGen: Auto-Regressive Long Video Generation via 2-Bit KV-Cache Quantization**](https://huggingface.co/papers/2602.02958)`,
        '-# University of California, Berkeley · 3 Feb 2026 · ▲ 29',
      ),
      text('-# Read "quantisaton" as quantization. Also: key-value'),
      row(
        press('‹', 'search?page=1&query=kv%20cache%20quantization'),
        press('Next ›', 'search?page=3&query=kv%20cache%20quantization'),
        press('Share', 'search?page=2&query=kv%20cache%20quantization&share=yes'),
        press('Filter', 'search?filter=yes&query=kv%20cache%20quantization'),
        press('Search exactly', 'search?exact=yes&query=kv%20cache%20quantization'),
      ),
    ),
  )
})

test('paper card', () => {
  const title = 'Training Leaves Traces: Centered Residual Signatures'
  const body = bodyOf({
    summary: title,
    visibility: 'private',
    blocks: [
      {
        kind: 'heading',
        text: [{ link: page('2608.14929'), text: title, bold: true }],
        picture: {
          url: 'https://cdn-thumbnails.huggingface.co/2608.14929.png',
          alt: `Figure preview of ${title}`,
        },
      },
      {
        kind: 'facts',
        facts: [['Amazon'], ['2 authors'], ['2608.14929'], [{ count: 15, of: 'upvotes' }], ['1 comment']],
      },
      { kind: 'text', text: ['Summary (Hugging Face AI): Checkpoints share signals of ancestry.'] },
      {
        kind: 'facts',
        facts: [
          [{ link: page('2608.14929'), text: 'Hugging Face' }],
          [{ link: 'https://arxiv.org/abs/2608.14929', text: 'arXiv' }],
          ['3 models'],
        ],
      },
      { kind: 'buttons', buttons: [button('Abstract', 'paper', { paper: '2608.14929', show: 'abstract' })] },
    ],
  })
  expect(body).toEqual(
    message(
      section(
        {
          type: 11,
          media: { url: 'https://cdn-thumbnails.huggingface.co/2608.14929.png' },
          description: `Figure preview of ${title}`,
        },
        `[**${title}**](https://huggingface.co/papers/2608.14929)`,
      ),
      text(
        'Amazon · 2 authors · 2608.14929 · ▲ 15 · 1 comment',
        'Summary (Hugging Face AI): Checkpoints share signals of ancestry.',
        '[Hugging Face](https://huggingface.co/papers/2608.14929) · [arXiv](https://arxiv.org/abs/2608.14929) · 3 models',
      ),
      row(press('Abstract', 'paper?paper=2608.14929&show=abstract')),
    ),
  )
})

test('first contact', () => {
  const reply = notice('Nothing is posted here until someone subscribes.', {
    buttons: [
      button('Set up daily papers', 'subscribe', {}),
      button('Try a search', 'search', { filter: 'yes' }),
    ],
  })
  expect(bodyOf(reply)).toEqual(
    message(
      text('Nothing is posted here until someone subscribes.'),
      row(press('Set up daily papers', 'subscribe?'), press('Try a search', 'search?filter=yes')),
    ),
  )
})
