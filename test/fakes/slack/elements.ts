/**
 * Block Kit's composition objects and elements with the limits that Slack documents and checks, and the
 * descriptions in `@slack/types` 3.2 (`block-kit/block-elements`, `composition-objects`). Lengths are JavaScript's,
 * which are never less than what Slack counts.
 */
import { z } from 'zod'

const count = new Intl.NumberFormat('en')

/** A text of `min` (default 1) to `max` characters that is not only white space. */
export const text = (max: number, min = 1) =>
  z.string().superRefine((value, context) => {
    if (value.length > max)
      context.addIssue(`${count.format(value.length)} characters, at most ${count.format(max)} are allowed`)
    if (min > 0 && value.trim() === '') context.addIssue('is empty')
  })

const listOf = <Item extends z.ZodType>(item: Item, max: number, min = 1) =>
  z.array(item).superRefine((items, context) => {
    if (items.length > max) context.addIssue(`${items.length} items, at most ${max} are allowed`)
    if (items.length < min) context.addIssue(`${items.length} items, at least ${min} needed`)
  })

export { listOf }

export const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() })
export const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])

export const url = text(3000).regex(/^(https?|mailto):\S+$/, 'is no web address')
const actionId = text(255).optional()
const style = z.enum(['primary', 'danger']).optional()

const confirm = z
  .strictObject({
    title: plain(100).optional(),
    text: anyText(300),
    confirm: plain(30).optional(),
    deny: plain(30).optional(),
    style,
  })
  .optional()

const option = z.strictObject({
  text: anyText(75),
  value: text(150),
  description: anyText(75).optional(),
  url: url.optional(),
})
const plainOption = option.extend({ text: plain(75), description: plain(75).optional() })
const groups = listOf(z.strictObject({ label: plain(75), options: listOf(plainOption, 100) }), 100).optional()

const focusable = { action_id: actionId, confirm, focus_on_load: z.boolean().optional() }
const withPlaceholder = { ...focusable, placeholder: plain(150).optional() }

const oneSource = (element: { options?: unknown; option_groups?: unknown }): boolean =>
  (element.options === undefined) !== (element.option_groups === undefined)

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...withPlaceholder,
    options: listOf(plainOption, 100).optional(),
    option_groups: groups,
    initial_option: plainOption.optional(),
  })
  .refine(oneSource, 'needs either options or option_groups')
const multiSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...withPlaceholder,
    options: listOf(plainOption, 100).optional(),
    option_groups: groups,
    initial_options: listOf(plainOption, 100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine(oneSource, 'needs either options or option_groups')

const conversationFilter = z
  .strictObject({
    include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional()

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: actionId,
  url: url.optional(),
  value: text(2000).optional(),
  style,
  confirm,
  accessibility_label: text(75).optional(),
})

export const image = z
  .strictObject({
    type: z.literal('image'),
    alt_text: text(2000),
    image_url: url.optional(),
    slack_file: z.union([z.strictObject({ url }), z.strictObject({ id: z.string() })]).optional(),
  })
  .refine(
    it => (it.image_url === undefined) !== (it.slack_file === undefined),
    'needs image_url or slack_file',
  )

const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'is no date as YYYY-MM-DD')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time as HH:mm')
const choices = { ...focusable, options: listOf(option, 10) }

const menus = [
  staticSelect,
  multiSelect,
  z.strictObject({
    type: z.literal('overflow'),
    action_id: actionId,
    confirm,
    options: listOf(plainOption, 5),
  }),
  z.strictObject({ type: z.literal('datepicker'), ...withPlaceholder, initial_date: date.optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...withPlaceholder,
    initial_time: time.optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    ...choices,
    initial_options: listOf(option, 10).optional(),
  }),
  z.strictObject({ type: z.literal('radio_buttons'), ...choices, initial_option: option.optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...withPlaceholder,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: conversationFilter,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...withPlaceholder,
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
] as const

/** What may stand in an `actions` block or beside a section. */
export const interactive = [button, ...menus] as const

const dispatching = {
  ...withPlaceholder,
  initial_value: z.string().optional(),
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])) })
    .optional(),
}

/** What may stand in an `input` block. */
export const inputs = [
  ...menus,
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...dispatching,
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    ...dispatching,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...dispatching }),
  z.strictObject({ type: z.literal('url_text_input'), ...dispatching }),
] as const
