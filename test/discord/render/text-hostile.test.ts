/** Text from elsewhere against everything that Discord would obey, read by an independent reader. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clean } from '../../../src/chat/clean.ts'
import { writeText } from '../../../src/discord/render/text.ts'
import { readMarkdown, visible } from '../markdown.ts'

/** Everything that Discord would obey. */
const commands = [
  '**a**',
  '*a*',
  '_a_',
  '__a__',
  '~~a~~',
  '||a||',
  '`a`',
  '``a``',
  '```js\na\n```',
  '***a***',
  '# a',
  '## a',
  '### a',
  '-# a',
  '- a',
  '* a',
  '1. a',
  '12. a',
  '> a',
  '>>> a',
  ' # a',
  '  - a',
  '\n# a',
  '\r\n> a',
  '\u2028# a',
  '[a](https://evil.example)',
  '[a](<https://evil.example>)',
  'https://evil.example',
  '<https://evil.example>',
  'HTTP://evil.example',
  'steam://run/1',
  '@everyone',
  '@here',
  '@EVERYONE',
  '<@1>',
  '<@!1>',
  '<@&1>',
  '<#1>',
  '</papers search:1>',
  '<:a:1>',
  '<a:b:1>',
  '<id:customize>',
  '<t:0>',
  '<t:0:R>',
  '\\',
  '\\\\',
  '\\*a*',
  '\\**a**',
  '\\<@1>',
  '\\@everyone',
  '@\u202Eeveryone',
  '@\u0000everyone',
  '<\u0000@1>',
  'http\u200D://a.example',
  '*\u0000*a*\u0000*',
]

const squeezed = (value: string): string => value.replace(/[\s\u200B]+/g, '').normalize('NFC')

describe('text has no effect, and is read as it is', () => {
  test.each(commands)('%j', command => {
    for (const text of [command, `a ${command} b`, `${command}${command}`]) {
      const tokens = readMarkdown(writeText([text]))
      expect(tokens.filter(({ kind }) => kind !== 'text')).toEqual([])
      expect(visible(tokens)).toBe(clean(text).trim())
    }
  })

  test('the reader sees what it must: without escapes nearly all of them have an effect', () => {
    const harmless = commands.filter(command => readMarkdown(command).every(({ kind }) => kind === 'text'))
    expect(harmless.length).toBeLessThan(20)
  })

  const words = fc.oneof(
    fc.constantFrom(...commands),
    fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '@',
      ':',
      '//',
      '|',
      '~',
      '#',
      '-',
      '.',
      '1',
      '\n',
      ' ',
      'everyone',
      'https',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const text = fc.array(words, { maxLength: 8 }).map(parts => parts.join(''))

  test('any text', () => {
    fc.assert(
      fc.property(text, value => {
        const tokens = readMarkdown(writeText([value]))
        expect(tokens.filter(({ kind }) => kind !== 'text')).toEqual([])
        expect(visible(tokens)).toBe(clean(value).trim().replaceAll('\u200B', ''))
      }),
      { numRuns: 3000 },
    )
  })

  test('any text in any company', () => {
    const run = fc.oneof(
      text.map(said => ({ said, inline: said })),
      text.map(said => ({ said, inline: { bold: said } })),
      text.map(said => ({ said, inline: { mark: said } })),
      text.map(said => ({ said, inline: { code: said } })),
      text.map(said => ({ said, inline: { link: 'https://a.org/', text: said, bold: true as const } })),
    )
    fc.assert(
      fc.property(fc.array(run, { maxLength: 5 }), runs => {
        const tokens = readMarkdown(writeText(runs.map(({ inline }) => inline)))
        const kinds = new Set(tokens.map(({ kind }) => kind))
        expect([...kinds.difference(new Set(['text', 'bold', 'code', 'link']))]).toEqual([])
        expect(tokens.filter(({ target }) => target !== undefined && target !== 'https://a.org/')).toEqual([])
        expect(squeezed(visible(tokens))).toBe(squeezed(runs.map(({ said }) => clean(said)).join('')))
      }),
      { numRuns: 3000 },
    )
  })
})
