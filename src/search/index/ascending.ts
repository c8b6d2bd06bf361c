/** Looking up in ascending numbers. */

/** The first place between two that has `value` or more. */
export function placeIn(
  ascending: Uint16Array | Uint32Array,
  value: number,
  from: number,
  to: number,
): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
