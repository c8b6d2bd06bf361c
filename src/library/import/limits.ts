/** Every limit of importing, named once. */
export const limits = {
  /** Bytes of one line, or of one entry of an array. */
  recordBytes: 8 * 1024 * 1024,
  /** Bytes of a saved result page; those of Hugging Face have about 100,000. */
  pageBytes: 8 * 1024 * 1024,
  /** Bytes at the beginning of a file from which its format is told. */
  headBytes: 64 * 1024,
  /** Papers that are held in memory, and then put into the library at once: as many as the index takes in best. */
  batch: 16_000,
  /** Papers between one word of progress and the next. */
  toldEvery: 500,
  /** Rejected entries that are reported with their reason. */
  reported: 20,
} as const
