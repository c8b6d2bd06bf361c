/**
 * What Slack and this project's own rules refuse in a message or a view, said with a pointer to the place. Built from the
 * limits that Slack documents and of `@slack/types`, never from the renderer: it is there to find the renderer out.
 */
import type { z } from 'zod'
import { messageLayout, viewLayout } from './layout.ts'
import { type Json, type Place, walk } from './walk.ts'

/** Over all blocks of one message; not documented, see https://github.com/slackapi/bolt-js/issues/2509. */
const messageCharacters = 13_200
const textCharacters = 4000
const mention = /<(?:!(?:channel|here|everyone|subteam)|@[UW]|#[CG])[^<>]*>/
const mentionElements = new Set(['broadcast', 'user', 'usergroup', 'channel'])

const unknownType: z.core.$ZodErrorMap = issue => {
  if (issue.code !== 'invalid_union') return undefined
  const type = (issue.input as Json | undefined)?.type
  return `type ${JSON.stringify(type)} cannot stand here`
}

function violationsOf(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value, { error: unknownType })
  return (error?.issues ?? []).map(issue => `/${issue.path.map(String).join('/')}: ${issue.message}`)
}

function repeated(places: readonly Place[], what: string): string[] {
  const first = new Map<unknown, string>()
  return places.flatMap(({ path, value }) => {
    const before = first.get(value)
    first.set(value, before ?? path)
    return before === undefined
      ? []
      : [`${path}: ${what} ${JSON.stringify(value)} stands at ${before} already`]
  })
}

/** `action_id` is unique within a block, `block_id` within a message or view. */
function repeatedIds(blocks: readonly Json[]): string[] {
  const all = [...walk(blocks, '/blocks')]
  const named = (name: string): Place[] => all.filter(({ key }) => key === name)
  const actionIds = Map.groupBy(named('action_id'), ({ path }) => path.split('/')[2])
  return [
    ...repeated(named('block_id'), 'the block_id'),
    ...[...actionIds.values()].flatMap(ids => repeated(ids, 'the action_id')),
  ]
}

function tooMuchText(blocks: readonly Json[]): string[] {
  const shown = new Set(['text', 'alt_text', 'title', 'fallback'])
  let total = 0
  for (const { key, value } of walk(blocks, '/blocks')) {
    if (shown.has(key) && typeof value === 'string') total += value.length
  }
  return total <= messageCharacters
    ? []
    : [`/blocks: ${total} characters in all, at most ${messageCharacters} are allowed`]
}

function tablesBesideOne(blocks: readonly Json[]): string[] {
  return blocks.filter(block => block.type === 'table').length > 1
    ? ['/blocks: only one table is allowed']
    : []
}

/** Where a mention would fire: mrkdwn that Slack parses, and the mentions of rich text. */
export function mentionsIn(value: unknown, path = ''): string[] {
  return [...walk(value, path)].flatMap(place => {
    if (place.key === 'text' && typeof place.value === 'string' && place.parent.type !== 'plain_text') {
      const raw =
        place.parent.type === 'text' || place.parent.type === 'link' || place.parent.type === 'raw_text'
      const found = raw ? null : mention.exec(place.value)
      return found ? [`${place.path}: the mention ${found[0]} would fire`] : []
    }
    const fires = place.key === 'type' && mentionElements.has(String(place.value))
    return fires ? [`${place.path}: a mention of kind ${String(place.value)} would fire`] : []
  })
}

/** What makes Slack answer `invalid_blocks`; empty when the blocks are fine. */
export function checkBlocks(blocks: unknown): string[] {
  const shape = violationsOf(messageLayout, { blocks })
  if (!Array.isArray(blocks)) return shape
  return [...shape, ...repeatedIds(blocks), ...tooMuchText(blocks), ...tablesBesideOne(blocks)]
}

function checkText(text: unknown): string[] {
  if (typeof text !== 'string' || !/[\p{L}\p{N}]/u.test(text))
    return ['/text: no words for notifications and screen readers']
  return text.length <= textCharacters
    ? []
    : [`/text: ${text.length} characters, at most ${textCharacters} are wanted`]
}

/**
 * All that is wrong with a message, as `chat.postMessage`, `chat.update`, `chat.postEphemeral` or a `response_url` take it: its
 * blocks as Slack checks them, a meaningful `text` beside them of at most 4,000 characters, and no mention that fires.
 */
export function checkMessage(body: Json): string[] {
  const { blocks, text } = body
  const inBlocks = blocks === undefined ? [] : [...checkBlocks(blocks), ...mentionsIn(blocks, '/blocks')]
  return [...checkText(text), ...inBlocks, ...mentionsIn({ text })]
}

/** All that is wrong with a post of the bot's: as `checkMessage`, and links must not unfurl. */
export function checkPost(body: Json): string[] {
  const unfurling = ['unfurl_links', 'unfurl_media'].filter(
    flag => body[flag] !== false && body[flag] !== 'false',
  )
  return [...checkMessage(body), ...unfurling.map(flag => `/${flag}: must be false`)]
}

/** All that is wrong with a modal or a Home. */
export function checkView(view: Json): string[] {
  const shape = violationsOf(viewLayout, view)
  if (!Array.isArray(view.blocks)) return shape
  return [...shape, ...repeatedIds(view.blocks), ...mentionsIn(view.blocks, '/blocks')]
}
