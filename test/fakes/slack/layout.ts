/** Block Kit's blocks, messages and views with their limits; sources as in `elements.ts`. */
import { z } from 'zod'
import { anyText, image, inputs, interactive, listOf, plain, text, url } from './elements.ts'

const block_id = text(255).optional()
const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional()

// Slack refuses an empty text element of rich text, but white space between two elements is fine.
const richWords = z.strictObject({ type: z.literal('text'), text: z.string().min(1, 'is empty'), style })
const richLink = z.strictObject({
  type: z.literal('link'),
  url,
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  style,
})
const richElement = z.discriminatedUnion('type', [
  richWords,
  richLink,
  z.strictObject({ type: z.literal('emoji'), name: text(255), unicode: z.string().optional(), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int().positive(),
    format: text(255).regex(/\{\w+\}/, 'holds no {token}'),
    url: url.optional(),
    fallback: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string(), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string(), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string(), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
])
const border = z.literal([0, 1]).optional()
const richSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: listOf(richElement, Number.POSITIVE_INFINITY),
})
const richPart = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: listOf(richSection, Number.POSITIVE_INFINITY),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: listOf(richElement, Number.POSITIVE_INFINITY),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: listOf(z.discriminatedUnion('type', [richWords, richLink]), Number.POSITIVE_INFINITY),
    border,
  }),
])

const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id,
  elements: listOf(richPart, Number.POSITIVE_INFINITY),
})
const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3000).optional(),
    fields: listOf(anyText(2000), 10).optional(),
    accessory: z.discriminatedUnion('type', [...interactive, image]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(it => it.text !== undefined || it.fields !== undefined, 'needs text or fields')
const shared = [
  section,
  richText,
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('header'), block_id, text: plain(150) }),
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: listOf(z.discriminatedUnion('type', [...anyText(3000).options, image]), 10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id,
    elements: listOf(z.discriminatedUnion('type', [...interactive]), 25),
  }),
  z.strictObject({
    type: z.literal('image'),
    block_id,
    alt_text: text(2000),
    image_url: url,
    title: plain(2000).optional(),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [...inputs]),
  }),
] as const

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: text(3000) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: text(3000) }),
  richText,
])
const messageBlock = z.discriminatedUnion('type', [
  ...shared,
  z.strictObject({ type: z.literal('markdown'), block_id, text: text(12_000) }),
  z.strictObject({
    type: z.literal('table'),
    block_id,
    rows: listOf(listOf(cell, 20), 100),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .optional(),
  }),
])

/** The blocks of a message. */
export const messageLayout = z.object({ blocks: listOf(messageBlock, 50, 0) })

const viewParts = {
  blocks: listOf(z.discriminatedUnion('type', [...shared]), 100, 0),
  private_metadata: text(3000, 0).optional(),
  callback_id: text(255, 0).optional(),
  external_id: text(255, 0).optional(),
}

/** A modal or a Home as `views.open`, `views.update` and `views.publish` take it. */
export const viewLayout = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...viewParts }),
  z
    .strictObject({
      type: z.literal('modal'),
      ...viewParts,
      title: plain(24),
      submit: plain(24).optional(),
      close: plain(24).optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
    })
    .refine(
      view => view.submit !== undefined || !view.blocks.some(block => block.type === 'input'),
      'has inputs and therefore needs submit',
    ),
])
