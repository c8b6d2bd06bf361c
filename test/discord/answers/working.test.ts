/** The line below a message whose press takes long. */
import { expect, test } from 'vitest'
import { withoutWorkingLine, withWorkingLine } from '../../../src/discord/answers/working.ts'

const text = (content: string) => ({ type: 10, id: 3, content })
const container = (...components: object[]) => ({ type: 17, id: 1, accent_color: null, components })

test('the message is sent back as it was, the line below it', () => {
  const picture = { type: 11, media: { url: 'https://x.org/a.png', proxy_url: 'https://cdn/a', width: 3 } }
  const section = { type: 9, id: 2, components: [text('Paper')], accessory: picture }
  expect(withWorkingLine([container(section)])).toEqual({
    flags: 1 << 15,
    allowed_mentions: { parse: [] },
    components: [
      {
        type: 17,
        id: 1,
        components: [
          {
            type: 9,
            id: 2,
            components: [text('Paper')],
            accessory: { type: 11, media: { url: 'https://x.org/a.png' } },
          },
        ],
      },
      { type: 10, content: '-# Still working…' },
    ],
  })
  expect(withoutWorkingLine([container(text('Paper'))]).components).toHaveLength(1)
})

test('there is no line where a message is full', () => {
  const full = Array.from({ length: 39 }, () => text('x'))
  expect(withWorkingLine([container(...full)])).toBeUndefined()
  expect(withWorkingLine([container(...full.slice(1))])).toBeDefined()
  expect(withWorkingLine([text('x'.repeat(3990))])).toBeUndefined()
})

test('a message with a file is left alone: Discord would want it sent once more', () => {
  expect(withWorkingLine([{ type: 13, file: { url: 'https://cdn/a.bib' } }])).toBeUndefined()
})
