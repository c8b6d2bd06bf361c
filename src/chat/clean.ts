/** Text and addresses from outside, made safe to show anywhere: nothing in them steers a terminal or reorders what is read. */

/** Controls other than the line feed, and the marks that override the direction of text (Trojan Source, CVE-2021-42574). */
const unsafe = /[\u202A-\u202E\u2066-\u2069\uFEFF]|(?!\n)\p{Cc}/gu

/** Text without control characters, direction overrides and lone surrogates; line ends become `\n`, tabs a space. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unsafe, '')
}

/**
 * The address, escaped, if it is a web address of at most `max` UTF-16 units; anything else (`javascript:`, `file:`) is
 * undefined.
 */
export function webAddress(url: string, max = Number.POSITIVE_INFINITY): string | undefined {
  const parsed = URL.parse(url)
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.href.length <= max ? parsed.href : undefined
}
