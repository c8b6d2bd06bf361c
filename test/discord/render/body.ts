/** What a message's body is expected to be, in few words. */
import { expect } from 'vitest'
import type { ActionButton, Reply } from '../../../src/chat/reply.ts'
import { renderMessage } from '../../../src/discord/render/render.ts'
import { complaintsAboutMessage } from './valid.ts'

/** The body that is sent, seen to be what Discord takes. */
export const bodyOf = (reply: Reply, mark?: string): unknown => {
  const { message, kept } = renderMessage(reply, mark ? { mark } : {})
  expect(complaintsAboutMessage(message)).toEqual([])
  expect(kept).toEqual([])
  return message
}
export const message = (...components: object[]) => ({
  flags: 32_768,
  components: [{ type: 17, components }],
  allowed_mentions: { parse: [] },
})
export const text = (...lines: string[]) => ({ type: 10, content: lines.join('\n') })
export const section = (accessory: object, ...lines: string[]) => ({
  type: 9,
  components: [text(...lines)],
  accessory,
})
export const press = (label: string, custom_id: string, style = 2) => ({ type: 2, style, label, custom_id })
export const row = (...components: object[]) => ({ type: 1, components })

export const button = (label: string, command: string, options: Record<string, string>): ActionButton => ({
  label,
  command,
  options,
})
export const page = (id: string): string => `https://huggingface.co/papers/${id}`
