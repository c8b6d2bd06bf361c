/**
 * What Discord would refuse or show wrongly: its OpenAPI document (`discord-api-spec`), and the rules that stand only in
 * its prose. Written from https://discord.com/developers/docs/components/reference, not from the renderer.
 */
import { MessageCreateRequestSchema, ModalInteractionCallbackRequestDataSchema } from 'discord-api-spec/zod'
import { z } from 'zod'

interface Component {
  readonly type: number
  readonly [key: string]: unknown
}

/** What is wrong with the body of a message in Components V2; empty when Discord takes it. */
export function complaintsAboutMessage(body: unknown, fileNames: readonly string[] = []): string[] {
  const parsed = MessageCreateRequestSchema.safeParse(body)
  if (!parsed.success) return [z.prettifyError(parsed.error)]
  const message = body as { readonly components: readonly Component[]; readonly [key: string]: unknown }
  const all = everyComponent(message.components)
  return [
    message['flags'] === 32_768 ? '' : 'not flagged as Components V2',
    ...['content', 'embeds', 'poll', 'sticker_ids'].filter(key => key in message).map(key => `has ${key}`),
    JSON.stringify(message['allowed_mentions']) === '{"parse":[]}' ? '' : 'may mention',
    all.length > 40 ? `${all.length} components` : '',
    all.length < 2 ? 'nothing in it' : '',
    ...textComplaints(all),
    ...idComplaints(all),
    ...all.flatMap(rowComplaints),
    ...all.flatMap(buttonComplaints),
    ...all.flatMap(choiceComplaints),
    ...fileComplaints(all, message['attachments'], fileNames),
    ...(JSON.stringify(body).isWellFormed() ? [] : ['lone surrogates']),
  ].filter(complaint => complaint !== '')
}

/** What is wrong with the data of a modal. */
export function complaintsAboutModal(modal: unknown): string[] {
  const parsed = ModalInteractionCallbackRequestDataSchema.safeParse(modal)
  if (!parsed.success) return [z.prettifyError(parsed.error)]
  const { components } = modal as { readonly components: readonly Component[] }
  const all = everyComponent(components)
  return [
    ...(components.length > 5 ? [`${components.length} fields`] : []),
    ...components.filter(({ type }) => type !== 18).map(({ type }) => `a field of type ${type}`),
    ...idComplaints(all),
    ...all.flatMap(choiceComplaints),
    ...all.flatMap(({ value, max_length: most }) =>
      typeof value === 'string' && typeof most === 'number' && value.length > most
        ? ['a value too long']
        : [],
    ),
  ]
}

function everyComponent(components: readonly Component[]): Component[] {
  return components.flatMap(component => {
    const { components: inner, accessory, component: single } = component
    const nested = [...((inner ?? []) as Component[]), accessory, single].filter(part => part !== undefined)
    return [component, ...everyComponent(nested as Component[])]
  })
}

function textComplaints(all: readonly Component[]): string[] {
  const texts = all.filter(({ type }) => type === 10).map(({ content }) => String(content))
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  return [
    ...(total > 4000 ? [`${total} characters`] : []),
    ...texts.filter(text => text.trim() === '').map(() => 'an empty text'),
  ]
}

function idComplaints(all: readonly Component[]): string[] {
  const ids = all.map(({ custom_id: id }) => id).filter(id => typeof id === 'string')
  return ids.filter((id, at) => ids.indexOf(id) !== at).map(id => `${id} is there twice`)
}

function rowComplaints({ type, components }: Component): string[] {
  if (type !== 1) return []
  const types = (components as Component[]).map(inner => inner.type)
  const selects = types.filter(inner => inner !== 2).length
  return selects > 0 && types.length > 1 ? ['a select is not alone in its row'] : []
}

function buttonComplaints({ type, style, label, url, custom_id: id }: Component): string[] {
  if (type !== 2) return []
  const isLink = style === 5
  return [
    ...(typeof label === 'string' && label.trim() !== '' ? [] : ['a button without a label']),
    ...(isLink === (url !== undefined) && isLink === (id === undefined) ? [] : ['a link and an id, or none']),
    ...(isLink && !/^https?:/.test(String(url)) ? [`a link to ${String(url)}`] : []),
  ]
}

function choiceComplaints({ type, options }: Component): string[] {
  if (type !== 3) return []
  const values = (options as { value: string }[]).map(({ value }) => value)
  return new Set(values).size < values.length ? ['a value can be chosen twice'] : []
}

function fileComplaints(all: readonly Component[], attachments: unknown, names: readonly string[]): string[] {
  const shown = all.filter(({ type }) => type === 13).map(({ file }) => (file as { url: string }).url)
  const listed = ((attachments ?? []) as { id: string; filename: string }[]).map(
    ({ id, filename }) => `${id} ${filename}`,
  )
  return [
    ...shown
      .filter(url => !names.includes(url.replace(/^attachment:\/\//, '')))
      .map(url => `${url} is not sent`),
    ...(names.length === new Set(names).size ? [] : ['two files of one name']),
    ...(names.every(name => /^[\w-][\w.-]*$/.test(name)) ? [] : ['a file name that Discord changes']),
    ...(String(listed) === String(names.map((name, at) => `${at} ${name}`))
      ? []
      : ['attachments unlike files']),
    ...(names.length > 10 ? [`${names.length} files`] : []),
  ]
}
