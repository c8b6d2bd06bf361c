/** Any reply, full of what a platform would obey. */
import * as fc from 'fast-check'
import type { Block, Reply } from '../../src/chat/reply.ts'
import type { Inline, RichText } from '../../src/chat/rich-text.ts'

const hostile = fc.constantFrom(
  '\u001B[2J',
  '\u001B]8;;https://evil.example\u0007',
  '\u001B]0;title\u001B\\',
  '\u009B31m',
  '\r\n',
  '\u0008\u007F\u0000\t',
  '\u202Eevil\u2066',
  '\u2028',
  '\uD800',
  '論文 👩‍👩‍👧‍👦 é',
)
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.lorem({ maxCount: 12 }), hostile), {
    maxLength: 4,
  })
  .map(parts => parts.join(''))
const url = fc.oneof(
  text,
  fc.webUrl(),
  text.map(tail => `https://example.org/${tail}`),
)

const inline: fc.Arbitrary<Inline> = fc.oneof(
  text,
  text.map(bold => ({ bold })),
  text.map(code => ({ code })),
  text.map(mark => ({ mark })),
  fc.record({ link: url, text }),
  fc.record({ link: url, text, bold: fc.constant(true as const) }),
  fc.record({ count: fc.nat(), of: fc.constantFrom('upvotes', 'replies', 'stars') }),
  fc.record({
    moment: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map(date => date.toISOString()),
    show: fc.constantFrom('date', 'time', 'date and time', 'relative'),
  }),
)
const richText: fc.Arbitrary<RichText> = fc.array(inline, { maxLength: 5 })
/** Code names commands, never upstream; the values of options may be anything. */
const command = fc.constantFrom('search', 'paper', 'a-command-with-the-longest-name-')
const options = fc.dictionary(fc.constantFrom('query', 'page', 'sort'), text, { maxKeys: 2 })
const actionButton = fc.record({ label: text, command, options, accessibleLabel: text })
const button = fc.oneof(actionButton, fc.record({ label: text, url }))
const choice = fc.record({ label: text, value: text })
const fieldName = fc.constantFrom('query', 'date', 'topics', 'zone')
const kind = <K extends Block['kind']>(name: K) => fc.constant(name)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: kind('heading'), text: richText, picture: fc.record({ url, alt: text }) }),
  fc.record({ kind: kind('text'), text: richText }),
  fc.record({ kind: kind('text'), text: richText, small: fc.constant(true as const) }),
  fc.record({
    kind: kind('papers'),
    items: fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 99 }),
        title: text,
        url,
        lines: fc.array(richText, { maxLength: 3 }),
        buttons: fc.array(actionButton, { maxLength: 4 }),
      }),
      { maxLength: 4 },
    ),
  }),
  fc.record({ kind: kind('facts'), facts: fc.array(richText, { maxLength: 4 }) }),
  fc.record({ kind: kind('notice'), tone: fc.constantFrom('info', 'warning'), text: richText }),
  fc.record({ kind: kind('buttons'), buttons: fc.array(button, { maxLength: 4 }) }),
  fc.record({
    kind: kind('select'),
    placeholder: text,
    command,
    option: fc.constant('paper'),
    options,
    choices: fc.array(choice, { maxLength: 4 }),
  }),
  fc.record({
    kind: kind('pager'),
    previous: actionButton,
    next: actionButton,
    buttons: fc.array(actionButton, { maxLength: 2 }),
  }),
  fc.record({
    kind: kind('form'),
    title: text,
    command,
    options,
    submit: text,
    fields: fc.uniqueArray(
      fc.record({ kind: fc.constant('text' as const), name: fieldName, label: text, value: text }),
      { maxLength: 3, selector: ({ name }) => name },
    ),
  }),
  fc.record({ kind: kind('file'), name: text, mediaType: text, content: text }),
  fc.record({ kind: kind('divider') }),
)

export const arbitraryReply: fc.Arbitrary<Reply> = fc.record({
  summary: text,
  visibility: fc.constantFrom('private', 'public'),
  blocks: fc.array(block, { maxLength: 6 }).map(withOneForm),
})

/** There is nothing to do with a second one. */
function withOneForm(blocks: readonly Block[]): Block[] {
  const form = blocks.find(({ kind: name }) => name === 'form')
  return blocks.filter(one => one.kind !== 'form' || one === form)
}
