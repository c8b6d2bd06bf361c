/** Texts as they are looked up: a search looks each of its terms up in every segment, and several times. */
import { limits } from '../limits.ts'
import { hash, type Key } from './texts.ts'

/** Those of the last texts. */
const keys = new Map<string, Key>()

/** A text for `numberOfKey`. Meant for what is looked up several times: few are kept. */
export function keyOf(text: string): Key {
  const known = keys.get(text)
  if (known) return known
  // A copy, since small buffers are parts of one that they would keep in memory.
  const bytes = new Uint8Array(Buffer.from(text))
  const key = { bytes, hashed: hash(bytes, 0, bytes.length) }
  if (keys.size === limits.termsKept) keys.clear()
  keys.set(text, key)
  return key
}
