import * as fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Block, Reply } from '../../src/chat/reply.ts'

const reply = (...blocks: Block[]): Reply => ({ summary: 'x', visibility: 'private', blocks })

test('every block has words', () => {
  const text = flatten(
    reply(
      {
        kind: 'heading',
        text: [{ link: 'https://example.org/p', text: 'A title', bold: true }],
        picture: { url: 'https://example.org/p.png', alt: 'Figure preview of A title' },
      },
      { kind: 'facts', facts: [['15 authors'], [{ count: 92, of: 'upvotes' }]] },
      { kind: 'divider' },
      {
        kind: 'papers',
        items: [
          {
            number: 3,
            title: 'Zetta',
            url: 'https://huggingface.co/papers/2608.00001',
            lines: [[{ count: 14, of: 'replies' }], ['addresses the ', { mark: 'KV cache' }]],
            buttons: [{ label: 'Open 3', command: 'paper', options: { paper: '2608.00001' } }],
          },
        ],
      },
      { kind: 'notice', tone: 'warning', text: ['Hugging Face is not answering.'] },
      {
        kind: 'select',
        placeholder: 'Open a paper',
        command: 'paper',
        option: 'paper',
        options: {},
        choices: [
          { label: 'Zetta', value: '1' },
          { label: 'Co-RL', value: '2' },
        ],
      },
      {
        kind: 'pager',
        next: { label: 'Next', command: 'search', options: {} },
        buttons: [{ label: 'Share', command: 'search', options: {} }],
      },
      { kind: 'buttons', buttons: [{ label: 'Go there', url: 'https://example.org/t' }] },
      { kind: 'file', name: 'papers.bib', mediaType: 'text/x-bibtex', content: '@misc{x,\n\ttitle = {y}\n}' },
    ),
  )
  expect(text).toBe(
    [
      'A title (https://example.org/p)',
      'Figure preview of A title',
      '15 authors · 92 upvotes',
      '3. Zetta',
      '   14 replies',
      '   addresses the KV cache',
      '   https://huggingface.co/papers/2608.00001',
      '   [Open 3]',
      'Hugging Face is not answering.',
      'Open a paper: Zetta, Co-RL',
      '[Next] [Share]',
      '[Go there] https://example.org/t',
      'File: papers.bib',
      '@misc{x,',
      '\ttitle = {y}',
      '}',
    ].join('\n'),
  )
})

test('a form is its fields', () => {
  const text = flatten(
    reply({
      kind: 'form',
      title: 'Daily papers',
      command: 'subscribe',
      options: {},
      submit: 'Preview',
      fields: [
        {
          kind: 'text',
          name: 'topics',
          label: 'Topics',
          value: 'KV cache',
          hint: "empty = the whole list's best",
        },
        { kind: 'text', name: 'zone', label: 'Time zone', required: true },
        {
          kind: 'choice',
          name: 'max',
          label: 'At most',
          value: '5',
          choices: [
            { label: '3 papers', value: '3' },
            { label: '5 papers', value: '5' },
          ],
        },
      ],
    }),
  )
  expect(text).toBe(
    [
      'Daily papers',
      "Topics: KV cache – empty = the whole list's best",
      'Time zone (required):',
      'At most: 3 papers, (5 papers)',
      '[Preview]',
    ].join('\n'),
  )
})

test('nothing in it steers a terminal', () => {
  expect(flatten(reply({ kind: 'text', text: ['a\u001b[31mred\u0007\r\nb'] }))).toBe('a[31mred\nb')
})

test('lines are wrapped between words, and nothing is lost', () => {
  const word = fc.stringMatching(/^[a-z字]{1,8}$/)
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 20, max: 60 }),
      (words, width) => {
        const item = { number: 1, title: 'T', url: 'https://x.y', lines: [[words.join(' ')]], buttons: [] }
        const text = flatten(reply({ kind: 'papers', items: [item] }), { width })
        for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
        expect(text.split(/\s+/)).toEqual(['1.', 'T', ...words, 'https://x.y'])
        expect(
          text
            .split('\n')
            .slice(1)
            .every(line => line.startsWith('   ')),
        ).toBe(true)
      },
    ),
  )
})
