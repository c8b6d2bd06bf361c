/** Making texts fit: one within a platform's limit, and several within a limit that they share. Pure. */
import { cutRichText, plainText, type RichText } from './rich-text.ts'

/**
 * The text as the platform writes it; where that is longer than `max` UTF-16 units, the longest cut of the text that
 * fits, ended with `…`. Empty when nothing fits.
 *
 * @param write how the platform writes it, escaped and decorated.
 */
export function writeWithin(text: RichText, max: number, write: (text: RichText) => string): string {
  const whole = write(text)
  if (whole.length <= max) return whole
  let [fits, tooLong] = [0, plainText(text).length + 1]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (write(cutRichText(text, middle)).length <= max) fits = middle
    else tooLong = middle
  }
  const cut = write(cutRichText(text, fits))
  return cut.length <= max ? cut : ''
}

/**
 * How much each of several texts may have so that all together have at most `max`: short ones their whole length, long
 * ones the same share of the rest.
 */
export function shareOut(lengths: readonly number[], max: number): number[] {
  const shares = lengths.map(() => 0)
  const order = lengths.map((_, at) => at).sort((a, b) => lengths[a]! - lengths[b]!)
  let left = max
  for (const [done, at] of order.entries()) {
    shares[at] = Math.min(lengths[at]!, Math.floor(left / (order.length - done)))
    left -= shares[at]
  }
  return shares
}
