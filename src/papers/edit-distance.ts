// How far two words are apart: what corrections and guesses of a mistyped word stand on. Pure.

/**
 * Insertions, deletions, replacements and swaps of neighbours (optimal string alignment: no letter is edited twice);
 * any number above `most` when there are more. A function of our own because the libraries count a swap as two, or
 * don't stop early, and the search runs it over its whole vocabulary.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = new Uint16Array(other.length + 1)
  let previous = new Uint16Array(other.length + 1).map((_, at) => at)
  let row = new Uint16Array(other.length + 1)
  for (let i = 1; i <= one.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const replaced = previous[j - 1]! + Number(one[i - 1] !== other[j - 1])
      let edits = Math.min(previous[j]! + 1, row[j - 1]! + 1, replaced)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        edits = Math.min(edits, before[j - 2]! + 1)
      row[j] = edits
      least = Math.min(least, edits)
    }
    if (least > most) return least
    ;[before, previous, row] = [previous, row, before]
  }
  return previous[other.length]!
}
