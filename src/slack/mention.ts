/** Slack's own mark-up in what people write, read back as the words that they typed. Pure. */

/** `<kind-and-target|label>`: https://docs.slack.dev/messaging/formatting-message-text */
const reference = /<((?:[@#!]|[a-z][a-z\d+.-]*:)[^<>|]+)(?:\|([^<>]*))?>/gu
const entity = /&(amp|lt|gt);/gu
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' }

/**
 * What was typed: links as their addresses, people, channels and groups by name, entities and typographic quotes as
 * plain characters.
 */
export function decodeText(text: string): string {
  return text
    .replace(reference, (_whole, target: string, label: string | undefined) => typed(target, label))
    .replace(entity, (_whole, name: string) => entities[name]!)
    .replace(/[“”„«»]/gu, '"')
    .replace(/[‘’]/gu, "'")
}

/** The text without the bot's own mention. */
export function withoutMention(text: string, botUserId: string): string {
  return text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>`, 'gu'), ' ').trim()
}

/** Slack links a bare host with a scheme of its own; then the label is what was typed. */
function typed(target: string, label = ''): string {
  if (/^[@#]/u.test(target)) return target.slice(0, 1) + (label.replace(/^[@#]/u, '') || target.slice(1))
  if (target.startsWith('!')) return label || `@${target.slice(1).replace(/^subteam\^/u, '')}`
  const isBare = label !== '' && [`http://${label}`, `https://${label}`, `mailto:${label}`].includes(target)
  return isBare ? label : target
}
