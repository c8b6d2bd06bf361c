/** Replies as views: forms (and what follows them) as modals, and the App Home. Pure. */
import type { types } from '@slack/bolt'
import type { Kept } from '../chat/button-codec.ts'
import { clean } from '../chat/clean.ts'
import type { Block, FormField, Reply } from '../chat/reply.ts'
import { partsOf } from './blocks.ts'
import { createControls, optionText, plain } from './controls.ts'
import { layOut, type Part } from './layout.ts'
import { limits } from './limits.ts'
import { cutText } from './text.ts'

type Form = Extract<Block, { kind: 'form' }>

const room = { blocks: limits.viewBlocks, characters: Number.POSITIVE_INFINITY }

/**
 * The reply as a modal: its form's fields are inputs whose `block_id` and `action_id` are the field's name. Without a form
 * there is nothing to submit.
 *
 * @param privateMetadata comes back with what is pressed and submitted; at most 3,000 characters.
 */
export function renderView(
  reply: Reply,
  { privateMetadata }: { privateMetadata: string },
): { view: types.ModalView; kept: readonly Kept[] } {
  const form = reply.blocks.find(block => block.kind === 'form')
  const { blocks, kept } = contentOf(reply)
  const view: types.ModalView = {
    type: 'modal',
    title: plain(form?.title ?? botName, limits.viewTitle),
    ...(form && { submit: plain(form.submit, limits.viewTitle) }),
    close: plain(form ? 'Cancel' : 'Close', limits.viewTitle),
    private_metadata: privateMetadata,
    blocks,
  }
  return { view, kept }
}

/** A modal to be opened at once, and updated as soon as its content is known. */
export function loadingView(title: string): types.ModalView {
  return {
    type: 'modal',
    title: plain(title, limits.viewTitle),
    close: plain('Cancel', limits.viewTitle),
    blocks: [{ type: 'section', text: plain('This is being prepared…', limits.sectionText) }],
  }
}

/** The reply as a person's App Home. */
export function renderHome(reply: Reply): { view: types.HomeView; kept: readonly Kept[] } {
  const { blocks, kept } = contentOf(reply)
  return { view: { type: 'home', blocks }, kept }
}

const botName = 'Paperboy'

function contentOf(reply: Reply): { blocks: types.KnownBlock[]; kept: readonly Kept[] } {
  const controls = createControls()
  const parts = reply.blocks.flatMap(block =>
    block.kind === 'form' ? inputs(block) : partsOf(block, controls),
  )
  return { blocks: layOut(parts, room), kept: controls.kept }
}

const inputs = ({ fields }: Form): Part[] =>
  fields.flatMap(field => {
    const element = field.kind === 'text' ? textInput(field) : choiceInput(field)
    return element ? [{ role: 'controls', characters: 0, blocks: () => [input(field, element)] }] : []
  })

function input(
  { name, label, hint, required }: FormField,
  element: types.InputBlockElement,
): types.InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, limits.inputText),
    ...(hint && { hint: plain(hint, limits.inputText) }),
    optional: !required,
    element,
  }
}

function textInput(field: Extract<FormField, { kind: 'text' }>): types.PlainTextInput {
  const { name, value = '', multiline } = field
  const max = Math.min(field.maxLength ?? limits.inputValue, limits.inputValue)
  const initial = cutText(clean(value), max)
  return {
    type: 'plain_text_input',
    action_id: name,
    max_length: max,
    ...(initial !== '' && { initial_value: initial }),
    ...(multiline && { multiline }),
  }
}

/** A choice whose value Slack cannot carry is not offered: nothing chosen says nothing as well. */
function choiceInput(field: Extract<FormField, { kind: 'choice' }>): types.StaticSelect | undefined {
  const options = field.choices
    .filter(({ value }) => value.trim() !== '' && value.length <= limits.optionValue)
    .slice(0, limits.selectOptions)
    .map(choice => ({ ...optionText(choice), value: choice.value }))
  const chosen = options.find(({ value }) => value === field.value)
  if (options.length === 0) return undefined
  return {
    type: 'static_select',
    action_id: field.name,
    options,
    ...(chosen && { initial_option: chosen }),
  }
}
