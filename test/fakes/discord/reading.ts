/** A message as people read it. */
import type { FakeMessage } from './types.ts'
import { everyComponent, type Embed, type MessageBody } from './wire.ts'

/** Content, text displays, labels of buttons, placeholders and options of selects, embeds, names of files; a line each. */
export function messageText({ raw }: FakeMessage): string {
  const { content, components, embeds } = raw as unknown as MessageBody
  const parts = [...everyComponent(components)].flatMap(part => [
    part.content,
    part.label,
    part.placeholder,
    ...(part.options ?? []).map(({ label }) => label),
  ])
  const files = raw.attachments.map(({ filename }) => filename)
  return [content, ...(embeds ?? []).flatMap(embedTexts), ...parts, ...files].filter(Boolean).join('\n')
}

const embedTexts = ({ title, description, fields = [], footer }: Embed): (string | undefined)[] => [
  title,
  description,
  ...fields.flatMap(({ name, value }) => [name, value]),
  footer?.text,
]
