/** Makes text from outside safe for a terminal: nothing in it can move the cursor, change colours or reorder what is read. */

/** Controls other than the line feed, and the marks that override the direction of text (Trojan Source, CVE-2021-42574). */
const unsafe = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu

/** Text without control characters; line ends become `\n`, tabs a space. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unsafe, found => (found === '\n' ? found : ''))
}

/** `clean`, on one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim()
}

/** The address if it is a web address, escaped; anything else (`javascript:`, `file:`) is undefined. */
export function webAddress(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed && /^https?:$/.test(parsed.protocol) ? clean(parsed.href) : undefined
}
