/**
 * Replies as Discord messages in Components V2: one container of text, sections, rows and files
 * (https://discord.com/developers/docs/components/reference). Pure: what must be stored is returned.
 */
import {
  type APIComponentInContainer,
  type APISectionAccessoryComponent,
  type APITextDisplayComponent,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js'
import type { Kept } from '../../chat/button-codec.ts'
import { clean, webAddress } from '../../chat/clean.ts'
import { shareOut, writeWithin } from '../../chat/fit.ts'
import type { ActionButton, Picture, Reply } from '../../chat/reply.ts'
import { createIds, type Ids, writeButton, writeSelect } from './components.ts'
import { type Line, layOut, type Node, type TextNode } from './layout.ts'
import { limits } from '../limits.ts'
import { writeLabel, writeSmall, writeText } from './text.ts'

/** The body of a message, without nonce; the flags for privacy and silence are added by who sends it. */
export type MessageBody = Required<
  Pick<RESTPostAPIChannelMessageJSONBody, 'components' | 'allowed_mentions'>
> & { readonly flags: number } & Pick<RESTPostAPIChannelMessageJSONBody, 'attachments'>

export interface RenderedMessage {
  readonly message: MessageBody
  /** Sent beside the message, in the order of its attachments. */
  readonly files: readonly { readonly name: string; readonly content: string }[]
  /** Stored before the message is sent. */
  readonly kept: readonly Kept[]
}

/**
 * Whatever the reply holds, the message is within Discord's limits: long texts are cut, each as much as the others, and
 * the last papers are left out where there are too many components. An empty reply shows its summary.
 *
 * @param options.mark ends the message's first `custom_id` (`buttonMark` reads it), so that the message can be found.
 */
export function renderMessage(reply: Reply, options: { readonly mark?: string } = {}): RenderedMessage {
  const ids = createIds(options.mark)
  const nodes = layOut(reply)
  const files = namedFiles(nodes)
  const texts = writeTexts(nodes)
  const written = nodes.flatMap(node => write(node, { ids, texts, files }))
  const components =
    written.length > 0
      ? written
      : [textDisplay(writeLabel(writeText([reply.summary]), limits.textPerMessage))]
  return {
    message: {
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.Container, components }],
      allowed_mentions: { parse: [] },
      ...(files.size > 0 && { attachments: attachments(files) }),
    },
    files: [...files].map(([{ file }, name]) => ({ name, content: file.content })),
    kept: ids.kept(),
  }
}

type FileNode = Extract<Node, { kind: 'file' }>

interface Written {
  readonly ids: Ids
  /** Empty where there is nothing to show. */
  readonly texts: ReadonlyMap<TextNode, string>
  /** Their names as attachments. */
  readonly files: ReadonlyMap<FileNode, string>
}

function write(node: Node, { ids, texts, files }: Written): APIComponentInContainer[] {
  switch (node.kind) {
    case 'text':
      return writeTextNode(texts.get(node)!, node.beside, ids)
    case 'row':
      return [
        { type: ComponentType.ActionRow, components: node.buttons.map(button => writeButton(button, ids)) },
      ]
    case 'select':
      return [{ type: ComponentType.ActionRow, components: [writeSelect(node.select, ids)] }]
    case 'file': {
      const name = files.get(node)
      return name === undefined ? [] : [{ type: ComponentType.File, file: { url: `attachment://${name}` } }]
    }
    case 'code':
      return [textDisplay(node.code)]
    case 'divider':
      break
  }
  return [{ type: ComponentType.Separator }]
}

function writeTextNode(text: string, beside: TextNode['beside'], ids: Ids): APIComponentInContainer[] {
  if (text === '') return []
  if (!beside) return [textDisplay(text)]
  return [{ type: ComponentType.Section, components: [textDisplay(text)], accessory: accessory(beside, ids) }]
}

const textDisplay = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
})

function accessory(beside: ActionButton | Picture, ids: Ids): APISectionAccessoryComponent {
  if ('command' in beside) return writeButton(beside, ids)
  return {
    type: ComponentType.Thumbnail,
    media: { url: webAddress(beside.url, limits.mediaUrl)! },
    description: writeLabel(beside.alt, limits.pictureAlt),
  }
}

/**
 * All text displays together have at most `limits.textPerMessage`, where there is too little room each line its share of
 * it; what has something beside it is never empty.
 */
function writeTexts(nodes: readonly Node[]): Map<TextNode, string> {
  const texts = nodes.filter(node => node.kind === 'text')
  const code = nodes.map(node => (node.kind === 'code' ? node.code.length : 0))
  const lines = texts.flatMap(node => node.lines)
  const whole = lines.map(line => writeLine(line, Number.POSITIVE_INFINITY))
  const shares = shareOut(
    whole.map(text => text.length + lineBreak),
    limits.textPerMessage - code.reduce((sum, length) => sum + length, 0),
  )
  const written = new Map(
    lines.map((line, at) => {
      const room = shares[at]! - lineBreak
      return [line, whole[at]!.length <= room ? whole[at]! : writeLine(line, room)]
    }),
  )
  return new Map(
    texts.map(node => {
      const shown = node.lines.map(line => written.get(line)!).filter(line => line !== '')
      return [node, shown.join('\n') || (node.beside ? '…' : '')]
    }),
  )
}

const lineBreak = 1

const writeLine = ({ text, small }: Line, max: number): string =>
  writeWithin(text, max, small ? writeSmall : writeText)

/** Discord keeps letters, digits and `_ . -` of a file's name; each is used once. */
function namedFiles(nodes: readonly Node[]): Map<FileNode, string> {
  const names = new Map<FileNode, string>()
  for (const node of nodes) {
    if (node.kind !== 'file' || names.size === limits.filesPerMessage) continue
    const name =
      clean(node.file.name)
        .replace(/[^\w.-]+/g, '_')
        .replace(/^[._]+/, '')
        .slice(-limits.fileName) || 'file'
    const taken = new Set(names.values()).has(name)
    names.set(node, taken ? `${names.size + 1}-${name}` : name)
  }
  return names
}

const attachments = (files: ReadonlyMap<FileNode, string>): { id: string; filename: string }[] =>
  [...files.values()].map((filename, at) => ({ id: String(at), filename }))
