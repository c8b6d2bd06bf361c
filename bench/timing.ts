/** How long things take, one by one. */

/** Does the work on each input once. */
export async function timesMs<T>(inputs: readonly T[], work: (input: T) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const input of inputs) {
    const start = performance.now()
    await work(input)
    times.push(performance.now() - start)
  }
  return times
}

/** The nearest rank. @param share 0.5 for the median */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(share * values.length) - 1]!
}
