/**
 * Reads Discord's Markdown as its client does, by the rules of simple-markdown that it is built on
 * (https://github.com/discordapp/simple-markdown): written for tests alone, from the rules, not from what is sent.
 */

export interface Token {
  readonly kind: string
  readonly text: string
  /** Of a link. */
  readonly target?: string
}

const inside = String.raw`(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*`
const rules: readonly (readonly [kind: string, rule: RegExp])[] = [
  ['escape', /^\\([^0-9A-Za-z\s])/],
  ['link', new RegExp(String.raw`^\[(${inside})\]\(\s*<?((?:[^\s\\]|\\.)*?)>?\)`)],
  ['moment', /^<t:-?\d+(?::[tTdDfFRsS])?>/],
  ['mention', /^(?:@everyone|@here|<(?:@[!&]?|#|a?:\w+:|\/[^>]+:)\d+>|<id:\w+>)/i],
  ['address', /^<?(?:https?|steam|discord):\/\/\S/i],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/],
  ['strike', /^~~([\s\S]+?)~~(?!_)/],
  ['code', /^(?:``+[\s\S]|`([\s\S]*?[^`])`(?!`))/],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  [
    'italic',
    /^(?:\*(?=\S)(?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?\*(?!\*)|\b_(?:__|\\[\s\S]|[^\\_])+?_\b)/,
  ],
]
const lineRules: readonly (readonly [kind: string, rule: RegExp])[] = [
  ['small', /^-# +(?=\S)/],
  ['heading', /^ *#{1,3}\s+\S/],
  ['quote', /^ *>(?:>>)? /],
  ['list', /^ *(?:[*-]|\d+\.)\s+\S/],
]

/** What people see and what has an effect: neighbouring characters of plain text are one token. */
export function readMarkdown(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const rest = source.slice(at)
    const atLineStart = at === 0 || source[at - 1] === '\n'
    const [kind, match] = firstMatch(rest, atLineStart ? [...lineRules, ...rules] : rules)
    tokens.push(tokenOf(kind, match))
    at += match[0].length
  }
  return tokens.reduce<Token[]>(join, [])
}

function firstMatch(
  text: string,
  candidates: readonly (readonly [string, RegExp])[],
): [string, RegExpExecArray] {
  for (const [kind, rule] of candidates) {
    const match = rule.exec(text)
    if (match) return [kind, match]
  }
  return ['text', /^[\s\S]/.exec(text)!]
}

function tokenOf(kind: string, match: RegExpExecArray): Token {
  if (kind === 'escape') return { kind: 'text', text: match[1]! }
  if (kind === 'link') return { kind, text: visible(readMarkdown(match[1]!)), target: match[2]! }
  if (kind === 'bold') return { kind, text: visible(readMarkdown(match[1]!)) }
  return { kind, text: match[1] ?? match[0] }
}

function join(tokens: Token[], token: Token): Token[] {
  const last = tokens.at(-1)
  if (token.kind !== 'text' || last?.kind !== 'text') return [...tokens, token]
  return [...tokens.slice(0, -1), { kind: 'text', text: last.text + token.text }]
}

/** The characters that people read; a zero-width space is none. */
export function visible(tokens: readonly Token[]): string {
  return tokens
    .filter(({ kind }) => kind !== 'small')
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u200B', '')
}
