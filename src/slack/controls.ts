/**
 * Buttons, overflow menus and selects. What is pressed or chosen carries a whole button (`encodeButton`) as its `value`,
 * so all of them are read alike: the option's value where one was selected, else the action's.
 */
import type { types } from '@slack/bolt'
import { oneLine } from '../papers/text.ts'
import { encodeButton, type Kept } from '../chat/button-codec.ts'
import type { Invocation } from '../chat/command.ts'
import type { ActionButton, Block, Button } from '../chat/reply.ts'
import { limits } from './limits.ts'
import { cutText, linkAddress } from './text.ts'

/** What an `action_id` begins with; a number follows. Slack delivers a press of a link too: it wants acknowledging only. */
export const actionPrefixes = { press: 'press:', open: 'open:' } as const

type PlainText = types.PlainTextElement & { emoji: boolean }

/** Text that Slack shows literally. */
export function plain(text: string, max: number): PlainText {
  return { type: 'plain_text', text: cutText(oneLine(text), max) || '…', emoji: false }
}

/** Makes the controls of one message or view, each with an `action_id` of its own. */
export interface Controls {
  /** Of all controls made so far. */
  readonly kept: readonly Kept[]
  /** Undefined for a link to what is no web address. */
  button(button: Button): types.Button | undefined
  /** A menu behind `⋯`, of at most five. */
  overflow(buttons: readonly ActionButton[]): types.Overflow
  select(block: Select): types.StaticSelect
}

type Select = Extract<Block, { kind: 'select' }>

/** Numbers the controls, and collects what long buttons need stored. */
export function createControls(): Controls {
  const kept: Kept[] = []
  let count = 0

  const id = (kind: keyof typeof actionPrefixes): string => `${actionPrefixes[kind]}${count++}`
  const valueOf = ({ command, options }: Invocation): string =>
    encodeButton({ command, options }, { put: one => kept.push(one) })

  function button(shown: Button): types.Button | undefined {
    const text = plain(shown.label, limits.label)
    if (!('url' in shown)) {
      return { type: 'button', text, action_id: id('press'), value: valueOf(shown), ...manners(shown) }
    }
    const url = linkAddress(shown.url)
    return url === undefined ? undefined : { type: 'button', text, action_id: id('open'), url }
  }

  function overflow(buttons: readonly ActionButton[]): types.Overflow {
    const options = buttons.map(it => ({ ...optionText(it), value: valueOf(it) }))
    return { type: 'overflow', action_id: id('press'), options }
  }

  function select({ placeholder, command, option, options, choices }: Select): types.StaticSelect {
    return {
      type: 'static_select',
      action_id: id('press'),
      placeholder: plain(placeholder, limits.placeholder),
      options: choices.slice(0, limits.selectOptions).map(choice => ({
        ...optionText(choice),
        value: valueOf({ command, options: { ...options, [option]: choice.value } }),
      })),
    }
  }

  return { kept, button, overflow, select }
}

function manners({ style, accessibleLabel = '' }: ActionButton): Partial<types.Button> {
  const spoken = cutText(oneLine(accessibleLabel), limits.label)
  return { ...(style && { style }), ...(spoken !== '' && { accessibility_label: spoken }) }
}

/** What people read of an option. */
export const optionText = ({ label }: { readonly label: string }): Pick<types.PlainTextOption, 'text'> => ({
  text: plain(label, limits.optionText),
})
