/** What the library's edge opens and the engine reads. */
export interface RandomAccessFile {
  /** In bytes. */
  readonly size: number
  /** Fills `into` with the bytes from `at` on. @throws when they cannot be read */
  read(into: Uint8Array, at: number): void
}

/** What is in memory, as the file that it would be in. */
export function fileOf(bytes: Uint8Array): RandomAccessFile {
  return {
    size: bytes.length,
    read(into, at) {
      if (at + into.length > bytes.length) throw new RangeError('The file is shorter.')
      into.set(bytes.subarray(at, at + into.length))
    },
  }
}
