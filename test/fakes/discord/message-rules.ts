/**
 * What Discord's OpenAPI document doesn't say about messages.
 * https://docs.discord.com/developers/resources/message#create-message (2,000 characters, 6,000 over embeds) and
 * https://docs.discord.com/developers/components/reference (Components V2: 40 components, 4,000 characters, rows).
 */
import type { Problem } from './errors.ts'
import { type Component, component, everyComponent, flag, type MessageBody } from './wire.ts'

type Path = readonly (string | number)[]

const limits = {
  content: 2000,
  embeds: 6000,
  components: 40,
  rows: 5,
  texts: 4000,
  buttonsPerRow: 5,
} as const

/** Whether it is, or would be when edited so, a message of Components V2. */
export const isV2 = (body: MessageBody, flagsBefore = 0): boolean =>
  (((body.flags ?? 0) | flagsBefore) & flag.componentsV2) !== 0

/**
 * @param flagsBefore of the message that is edited
 * @param files names of those that come along or are there already
 */
export function checkMessage(body: MessageBody, flagsBefore = 0, files: readonly string[] = []): Problem[] {
  const components = [...everyComponent(body.components)]
  return [
    ...(isV2(body, flagsBefore) ? checkV2(body, components) : checkClassic(body, components)),
    ...checkCustomIds(components),
    ...checkRows(body.components ?? [], ['components']),
    ...components.flatMap(checkPart),
    ...checkAttachments(body, files),
  ]
}

/** Nobody is ever mentioned: a rule of this project, not of Discord. */
export function checkMentions({ allowed_mentions: allowed }: MessageBody): Problem[] {
  const quiet = allowed?.parse?.length === 0 && !allowed.users?.length && !allowed.roles?.length
  return quiet ? [] : [problem(['allowed_mentions', 'parse'], 'Must be there and empty (a rule of Paperboy)')]
}

/** A mention fires. https://docs.discord.com/developers/resources/message#allowed-mentions-object */
export function pings(body: MessageBody): boolean {
  const said = [body.content, ...[...everyComponent(body.components)].map(({ content }) => content)].join(
    '\n',
  )
  const allowed = body.allowed_mentions
  const may = (kind: string, ids: readonly string[] | undefined, id = ''): boolean =>
    !allowed || (allowed.parse ?? []).includes(kind) || (ids ?? []).includes(id)
  return [...said.matchAll(/@everyone|@here|<@(?<role>&?)!?(?<id>\d+)>/g)].some(({ groups }) => {
    if (!groups?.id) return may('everyone', undefined)
    return groups.role ? may('roles', allowed?.roles, groups.id) : may('users', allowed?.users, groups.id)
  })
}

/** https://docs.discord.com/developers/components/using-message-components */
function checkV2(body: MessageBody, components: readonly Component[]): Problem[] {
  const characters = sum(
    components.map(({ type, content }) => (type === component.text ? length(content) : 0)),
  )
  const excluded = (['content', 'embeds', 'poll', 'sticker_ids'] as const).filter(key => {
    const value = body[key]
    return Array.isArray(value) ? value.length > 0 : Boolean(value)
  })
  return [
    ...excluded.map(key => problem([key], 'Cannot be used with IS_COMPONENTS_V2')),
    ...tooMany(['components'], 'components with nested ones', components.length, limits.components),
    ...tooMany(['components'], 'characters over all text displays', characters, limits.texts),
  ]
}

function checkClassic(body: MessageBody, components: readonly Component[]): Problem[] {
  const foreign = (body.components ?? []).some(({ type }) => type !== component.row)
  return [
    ...tooMany(['content'], 'characters', length(body.content), limits.content),
    ...tooMany(
      ['embeds'],
      'characters over all embeds',
      sum((body.embeds ?? []).map(embedLength)),
      limits.embeds,
    ),
    ...tooMany(['components'], 'action rows', body.components?.length ?? 0, limits.rows),
    ...(foreign || components.some(({ type }) => type >= component.section)
      ? [problem(['components'], 'Needs the flag IS_COMPONENTS_V2')]
      : []),
  ]
}

/** An id is for one component of a message, and so is a `custom_id`. */
export function checkCustomIds(components: readonly Component[]): Problem[] {
  return [
    ...repeated(components.flatMap(part => part.custom_id ?? [])).map(id =>
      problem(['components'], `Component custom id cannot be duplicated: ${id}`),
    ),
    ...repeated(components.flatMap(part => part.id || [])).map(id =>
      problem(['components'], `Component id cannot be duplicated: ${id}`),
    ),
  ]
}

function checkRows(components: readonly Component[], path: Path): Problem[] {
  return components.flatMap((each, at) => {
    const here = [...path, at, 'components']
    const inside = each.components ?? []
    if (each.type !== component.row) return checkRows(inside, here)
    const buttons = inside.filter(({ type }) => type === component.button).length
    const fits = buttons === inside.length ? buttons <= limits.buttonsPerRow : inside.length === 1
    return fits ? [] : [problem(here, 'An action row takes five buttons or one select')]
  })
}

function checkPart(part: Component): Problem[] {
  if (part.type === component.button) return checkButton(part)
  return part.type === component.select ? checkSelect(part) : []
}

/** A link has a url, any other button a custom_id; each needs a label or an emoji. */
function checkButton({ style, url, custom_id: id, label, emoji }: Component): Problem[] {
  const isLink = style === 5
  return [
    ...(isLink === (url !== undefined)
      ? []
      : [problem(['components'], `A button's url is for style 5: ${label}`)]),
    ...(isLink === (id === undefined)
      ? []
      : [problem(['components'], `A button needs a custom_id, a link none: ${label}`)]),
    ...(label || emoji ? [] : [problem(['components'], 'A button needs a label or an emoji')]),
  ]
}

export function checkSelect({
  options = [],
  min_values: min = 1,
  max_values: max = 1,
  placeholder,
}: Component): Problem[] {
  const values = new Set(options.map(({ value }) => value))
  const chosen = options.filter(option => option.default).length
  return [
    ...(values.size < options.length
      ? [problem(['components'], `Option values of "${placeholder}" repeat`)]
      : []),
    ...(min > max || max > options.length
      ? [problem(['components'], `${min} to ${max} of ${options.length} options`)]
      : []),
    ...(chosen > max ? [problem(['components'], `${chosen} options chosen, at most ${max}`)] : []),
  ]
}

/** https://docs.discord.com/developers/reference#uploading-files */
function checkAttachments(body: MessageBody, files: readonly string[]): Problem[] {
  const used = JSON.stringify([body.components, body.embeds]).matchAll(/"attachment:\/\/([^"]+)"/g)
  return [...used]
    .filter(([, name]) => !files.includes(name!))
    .map(([, name]) => problem(['attachments'], `No file ${name} was sent`))
}

export const problem = (path: Path, message: string): Problem => ({ path, code: 'PAPERBOY_CHECK', message })

export const repeated = <T>(values: readonly T[]): T[] =>
  values.filter((value, at) => values.indexOf(value) < at)

export const tooMany = (path: Path, what: string, is: number, max: number): Problem[] =>
  is > max ? [problem(path, `${is} ${what}, at most ${max}`)] : []

/** In UTF-16 units: never less than Discord counts. */
const length = (text: string | null | undefined): number => text?.length ?? 0

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

const embedLength = ({
  title,
  description,
  footer,
  author,
  fields = [],
}: NonNullable<MessageBody['embeds']>[number]): number =>
  sum(
    [
      title,
      description,
      footer?.text,
      author?.name,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ].map(length),
  )
