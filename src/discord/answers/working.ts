/** The line below a message whose press takes long. Pure. */
import { ComponentType, MessageFlags } from 'discord.js'
import { limits } from '../limits.ts'

const words = '-# Still working…'

interface WorkingBody {
  readonly flags: number
  readonly allowed_mentions: { readonly parse: readonly [] }
  readonly components: readonly unknown[]
}

/** The components of a message as it came, to be sent back; with the line below them where there is room for it. */
export function withWorkingLine(components: readonly unknown[]): WorkingBody | undefined {
  const own = withoutLine(components)
  const counted = measure(own)
  // A file is taken back only as one that is sent along.
  const fits =
    !counted.files &&
    counted.components < limits.componentsPerMessage &&
    counted.text + words.length <= limits.textPerMessage
  const line = { type: ComponentType.TextDisplay, content: words }
  return fits ? bodyOf([...own.map(sendable), line]) : undefined
}

/** The same message without the line. */
export const withoutWorkingLine = (components: readonly unknown[]): WorkingBody =>
  bodyOf(withoutLine(components).map(sendable))

/** A message that is pressed while it has the line comes with it. */
const withoutLine = (components: readonly unknown[]): readonly unknown[] =>
  components.filter(part => (part as Component | null)?.content !== words)

const bodyOf = (components: readonly unknown[]): WorkingBody => ({
  flags: MessageFlags.IsComponentsV2,
  components,
  allowed_mentions: { parse: [] },
})

interface Component {
  readonly type?: unknown
  readonly content?: unknown
  readonly [field: string]: unknown
}

interface Measures {
  readonly components: number
  readonly text: number
  readonly files: boolean
}

function measure(value: unknown): Measures {
  if (typeof value !== 'object' || value === null) return { components: 0, text: 0, files: false }
  const { type, content } = value as Component
  const own: Measures = {
    components: typeof type === 'number' ? 1 : 0,
    text: typeof content === 'string' ? content.length : 0,
    files: type === ComponentType.File,
  }
  return Object.values(value).map(measure).reduce(sum, own)
}

const sum = (one: Measures, other: Measures): Measures => ({
  components: one.components + other.components,
  text: one.text + other.text,
  files: one.files || other.files,
})

/** Discord adds what it knows of pictures and files; it takes back their address only. */
function sendable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sendable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => [key, key === 'media' || key === 'file' ? addressOf(part) : sendable(part)]),
  )
}

const addressOf = (media: unknown): unknown => ({ url: (media as { url?: unknown }).url })
