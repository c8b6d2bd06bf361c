/** How long does it take to compare a query with the vectors of all papers? */
import { quantize, Vectors } from '../src/search/semantic/vectors.ts'
import { seededRandom } from '../src/search/semantic/random.ts'
import { type Row, table } from './table.ts'
import { percentile, timesMs } from './timing.ts'

const sizes = [13_197, 126_793] as const
const dimensions = [384, 768] as const
const queries = 40

/** Vectors of chance, which take as long as real ones. */
export async function vectorsTable(): Promise<string> {
  const rows: Row[] = []
  for (const size of sizes)
    for (const length of dimensions) {
      const random = seededRandom(1)
      const direction = (): Int8Array => quantize(Float32Array.from({ length }, () => random() - 0.5))
      const vectors = new Vectors(length)
      const plain = new Int8Array(size * length)
      for (let row = 0; row < size; row++) {
        const vector = direction()
        vectors.set(String(row), vector)
        plain.set(vector, row * length)
      }
      const asked = Array.from({ length: queries }, direction)
      const title = `${size.toLocaleString('en')} × ${length}`
      rows.push([title, ...quantiles(await timesMs(asked, query => vectors.nearnessTo(query)))])
      rows.push([
        `${title}, a loop alone`,
        ...quantiles(await timesMs(asked, query => productsOf(query, plain))),
      ])
    }
  return table('Candidates of an encoder: all vectors compared', ['p50 ms', 'p99 ms'], rows)
}

const quantiles = (times: readonly number[]): [number, number] => [
  percentile(times, 0.5),
  percentile(times, 0.99),
]

/** The same products without WebAssembly. */
function productsOf(query: Int8Array, rows: Int8Array): Float32Array {
  const products = new Float32Array(rows.length / query.length)
  for (let row = 0, from = 0; row < products.length; row++) {
    let sum = 0
    for (let at = 0; at < query.length; at++) sum += query[at]! * rows[from++]!
    products[row] = sum
  }
  return products
}
