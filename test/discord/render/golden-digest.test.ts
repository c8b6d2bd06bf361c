/** The daily digest, as the whole body that is sent. Facts about papers are real, replies invented. */
import { expect, test } from 'vitest'
import { bodyOf, button, message, page, press, row, section, text } from './body.ts'

test('daily digest, findable by its first id', () => {
  const body = bodyOf(
    {
      summary: 'Thursday 20 August: 6 papers for #lab, first: Zetta ζ',
      visibility: 'public',
      blocks: [
        { kind: 'heading', text: [{ bold: 'Thursday 20 August' }, ' · 21 on the list, 6 for this channel'] },
        {
          kind: 'papers',
          items: [
            {
              number: 1,
              title: 'Zetta ζ: An Efficient Closed-Loop Embodied Harness',
              url: page('2608.16590'),
              lines: [
                [
                  '15 authors · ',
                  { count: 92, of: 'upvotes' },
                  ' · code ',
                  { count: 186, of: 'stars' },
                  ' · topic: embodied',
                ],
              ],
              buttons: [button('Discuss 1', 'discuss', { paper: '2608.16590' })],
            },
          ],
        },
        { kind: 'text', small: true, text: ['Topics: embodied, multi-agent · without: survey · 1 more'] },
        {
          kind: 'select',
          placeholder: 'Open a paper…',
          command: 'paper',
          option: 'paper',
          options: { show: 'card' },
          choices: [{ label: '1. Zetta ζ', value: '2608.16590' }],
        },
        {
          kind: 'buttons',
          buttons: [
            button('All 21', 'daily', { date: '2026-08-20' }),
            button('Change', 'subscriptions', {}),
            { ...button('Get this privately', 'subscribe', { where: 'me' }), style: 'primary' },
          ],
        },
      ],
    },
    'kq83h_Ab-1',
  )
  expect(body).toEqual(
    message(
      text('**Thursday 20 August** · 21 on the list, 6 for this channel'),
      section(
        press('Discuss 1', 'discuss?paper=2608.16590#kq83h_Ab-1'),
        String.raw`1\. [**Zetta ζ: An Efficient Closed-Loop Embodied Harness**](https://huggingface.co/papers/2608.16590)`,
        '-# 15 authors · ▲ 92 · code ★ 186 · topic: embodied',
      ),
      text('-# Topics: embodied, multi-agent · without: survey · 1 more'),
      row({
        type: 3,
        custom_id: 'paper?paper=▾&show=card',
        placeholder: 'Open a paper…',
        options: [{ label: '1. Zetta ζ', value: '2608.16590' }],
      }),
      row(
        press('All 21', 'daily?date=2026-08-20'),
        press('Change', 'subscriptions?'),
        press('Get this privately', 'subscribe?where=me', 1),
      ),
    ),
  )
})
