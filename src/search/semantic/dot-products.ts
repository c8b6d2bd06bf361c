/**
 * Dot products of many rows of 8-bit numbers with one, 16 numbers at a time: WebAssembly with SIMD, 15 to 25 times as
 * fast as the same loop over typed arrays (`bench/vectors.ts`). https://webassembly.github.io/spec/core/binary/
 */

/** Grows by pages of 65,536 bytes; views of `buffer` are made anew after that. */
export interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): unknown
}

/** What is used of it: the types of Node.js lack it. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (program: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: { readonly js: { readonly memory: Memory } },
  ) => { readonly exports: Readonly<Record<'dotProducts', DotProducts>> }
}

export const newMemory = (): Memory => new WebAssembly.Memory({ initial: 1 })

/** Numbers that one step takes: rows are as long as a multiple of it. */
export const lanes = 16

/**
 * Writes the dot product of the row at `query` with each of `count` rows from `rows` on as 32-bit integers from
 * `results` on. All are bytes from the start of the memory; rows are `length` bytes, no number is −128, and `count` is
 * not 0.
 */
export type DotProducts = (
  query: number,
  rows: number,
  results: number,
  count: number,
  length: number,
) => void

export function dotProducts(memory: Memory): DotProducts {
  const module = new WebAssembly.Module(program())
  return new WebAssembly.Instance(module, { js: { memory } }).exports.dotProducts
}

const [i32, v128, nothing] = [0x7f, 0x7b, 0x40]
const local = { query: 0, rows: 1, results: 2, count: 3, length: 4, rowEnd: 5, at: 6, sum: 7 } as const

const get = (name: keyof typeof local): number[] => [0x20, local[name]]
const set = (name: keyof typeof local): number[] => [0x21, local[name]]
const tee = (name: keyof typeof local): number[] => [0x22, local[name]]
/** Below 64. */
const constant = (value: number): number[] => [0x41, value]
const add = [0x6a]
const subtract = [0x6b]
const isBelow = [0x49]
const loop = (...body: number[][]): number[] => [0x03, nothing, ...body.flat(), 0x0b]
const again = [0x0d, 0]
const store = [0x36, 2, 0]
const simd = (code: number): number[] => [0xfd, ...unsigned(code)]
const load = [...simd(0), 0, 0]
const zeros = [...simd(12), ...Array.from({ length: lanes }, () => 0)]
const addLanes = simd(174)
/** Products of eight pairs of 8-bit numbers in 16 bits, then sums of two neighbours in 32 bits. */
const multiplied = (half: 'low' | 'high'): number[] => [...simd(half === 'low' ? 156 : 157), ...simd(126)]
const lane = (number: number): number[] => [...get('sum'), ...simd(27), number]

const both = [...get('at'), ...load, ...get('rows'), ...load]
const oneRow = loop(
  [...get('sum'), ...both, ...multiplied('low'), ...addLanes],
  [...both, ...multiplied('high'), ...addLanes, ...set('sum')],
  [...get('at'), ...constant(lanes), ...add, ...set('at')],
  [...get('rows'), ...constant(lanes), ...add, ...tee('rows')],
  [...get('rowEnd'), ...isBelow, ...again],
)

function program(): Uint8Array<ArrayBuffer> {
  const rows = loop(
    [...get('rows'), ...get('length'), ...add, ...set('rowEnd')],
    [...get('query'), ...set('at'), ...zeros, ...set('sum')],
    oneRow,
    [...get('results'), ...lane(0), ...lane(1), ...add, ...lane(2), ...add, ...lane(3), ...add, ...store],
    [...get('results'), ...constant(4), ...add, ...set('results')],
    [...get('count'), ...constant(1), ...subtract, ...tee('count'), ...again],
  )
  const locals = list([
    [2, i32],
    [1, v128],
  ])
  const body = [...locals, ...rows, 0x0b]
  const parameters = Array.from({ length: 5 }, () => [i32])
  return Uint8Array.from([
    0,
    ...text('asm'),
    1,
    0,
    0,
    0,
    ...section(1, list([[0x60, ...list(parameters), 0]])),
    ...section(2, list([[...name('js'), ...name('memory'), 2, 0, 1]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...name('dotProducts'), 0, 0]])),
    ...section(10, list([[...unsigned(body.length), ...body]])),
  ])
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

const list = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()]
const text = (characters: string): number[] => [...Buffer.from(characters)]
const name = (characters: string): number[] => [...unsigned(characters.length), ...text(characters)]
const section = (id: number, body: readonly number[]): number[] => [id, ...unsigned(body.length), ...body]
