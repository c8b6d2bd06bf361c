/** Work that is done in slices, between which everything else has its turn: a generator that yields between them. */

/** All of it at once. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
