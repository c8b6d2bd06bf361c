/** What the library's edge opens and the engine reads. */
export interface RandomAccessFile {
  /** In bytes. */
  readonly size: number
  /** Fills `into` with the bytes from `at` on. @throws when they cannot be read */
  read(into: Uint8Array, at: number): void
}
