/** Every limit of the search room, named once. */
export const limits = {
  /** Characters of a query that are read; the rest is cut and the person told. */
  queryCharacters: 512,
  /** Distinct words, phrases and conditions of a query that are used. */
  queryTerms: 64,
  /** Words up to which a query is short: papers with all of them come first. */
  shortQueryWords: 3,
  /** Telling words of a paper that stand for it in `like:`. */
  similarWords: 25,
  /** Typed words that a completed title must have; further ones are not looked at. */
  completedWords: 16,
  /** Letters that each part of a word of a topic has, where a paper writes the word in two. */
  openPartLetters: 3,
  /** Graphemes of a passage, ellipses included. */
  passageGraphemes: 120,
  /** Results when the caller names no number. */
  results: 10,
  /** Different unknown words of a query for which a reading is looked for: each costs a walk over the vocabulary. */
  correctedWords: 8,
  /** Letters of an unknown word from which one edit, and two edits, are tried. */
  oneEditFrom: 4,
  twoEditsFrom: 7,
} as const
