/** Every limit of the search room, named once. */
export const limits = {
  /** Papers of a segment: their numbers fit 16 bits, and their scores the processor's cache. */
  segmentPapers: 65_536,
  /** Segments of so few papers wait for a quiet moment to be merged, but for when they are more than this. */
  smallPapers: 500,
  smallSegments: 32,
  /** The most frequent terms of a segment, whose pairs are kept that stand next to each other: so many, whose pairs fit 16 bits, … */
  pairedTerms: 128,
  /** … or one for so many papers where these are few: their texts are read as soon. */
  papersPerPairedTerm: 32,
  /** Bytes of texts, those of all papers together, up to which an opened index has them in memory and not on its file. */
  textBytesInMemory: 2 ** 27,
  /** Terms of which is kept how they are looked up, and how many papers have them: those of some searches. */
  termsKept: 256,
  /** Words whose stems are remembered, most of those of any text: about 2 MB. */
  knownStems: 32_768,
  /** Characters of a query that are read; the rest is cut and the person told. */
  queryCharacters: 512,
  /** Letters that the first word of a title has at most, where it is told from its letters alone. */
  firstWordLetters: 32,
  /** Distinct words, phrases and conditions of a query that are used. */
  queryTerms: 64,
  /** The same of a text of words only, which nobody types: experiments search for whole abstracts. */
  plainQuery: { queryCharacters: 4096, queryTerms: 256 },
  /** Words up to which a query is short: papers with all of them come first. */
  shortQueryWords: 3,
  /** Papers that define an acronym in the same way, and their share of those that define it, for it to mean one thing. */
  acronymPapers: 2,
  acronymShare: 0.6,
  /** Words of a long form at most. */
  longFormWords: 10,
  /** Of the papers that use a word at least this share defines it; otherwise it is a word as others are. */
  definedShare: 0.05,
  /** The best papers by words, which all further evidence is weighed for. */
  weighedPapers: 300,
  /** Papers that an encoder adds at most: those that are this many standard deviations nearer to the query than the mean. */
  nearPapers: 100,
  outstandingDeviations: 4,
  /** Cosine by which the nearest paper is nearer than the mean one, where the encoder tells papers apart at all. */
  nearnessRange: 0.001,
  /** Words up to which a compound of a paper is looked at in pieces, where it is written in one in the query. */
  compoundWords: 6,
  /** Words of a query whose order and nearness are looked at. */
  sequenceWords: 128,
  /** Papers from which a semantic model is learnt: none below the least, a sample above the most. */
  semanticPapers: { least: 1_000, most: 200_000 },
  semanticDimensions: 128,
  /** Its terms at most, and the share of papers above which a term tells nothing. */
  semanticTerms: 65_536,
  semanticShare: 0.2,
  /** Telling words of a paper that stand for it in `like:`. */
  similarWords: 60,
  /** Typed words that a completed title must have; further ones are not looked at. */
  completedWords: 16,
  /** Letters that each part of a word has, where a paper writes the word in two. */
  openPartLetters: 2,
  /** Parts that capitals divide a word into, which is looked for in these: each more doubles the ways to write it. */
  capitalParts: 5,
  /** Graphemes of a passage, ellipses included. */
  passageGraphemes: 120,
  /** Of all papers, those that have a word which is also looked for in two, or may be a name in two: at most this share. */
  openedShare: 0.01,
  /** Graphemes of what a paper says in the place of an acronym. */
  saidGraphemes: 60,
  /** Searches after which nearly all code is compiled that searches run. */
  warmingSearches: 12,
  /** Words of a query that may be the name of an author. */
  nameWords: 6,
  /** Conditions with names that nobody has are corrected in a query with so few: each is compared with all names there are. */
  namesCorrected: 3,
  /** Results when the caller names no number. */
  results: 10,
  /** Readings of an unknown word, the most frequent, for which it is looked what stands beside them. */
  readings: 12,
  /** Papers that a reading counts as more for each in which it stands beside the typed neighbours, … */
  besideWeight: 50,
  /** … and in how many it must, to take the place of a short or a known word, or of one that was typed for two; … */
  besideLeast: 3,
  /** … also how many have one that is two slips away, or of few papers this share. */
  fartherShare: 0.03,
  /** Words of a query up to which known words are doubted too, and unknown ones read as what may stand nowhere beside the others. */
  doubtedWords: 8,
  /** How much less likely a slip puts in another letter than it leaves out or swaps those of the word. */
  otherLetterChance: 0.2,
  /** A known word is doubtful in this share of the papers or fewer, and its reading this many times as frequent. */
  doubtfulShare: 0.0005,
  moreFrequent: 20,
  /** Letters of a known word, and how many times as frequent its reading is, from which it needs no neighbours to be read so. */
  commonSlip: { letters: 7, moreFrequent: 1000 },
  /** Different unknown words of a query for which a reading is looked for: each costs a walk over the vocabulary. */
  correctedWords: 8,
  /** Letters of a word up to which it is corrected, or looked for in two: what is longer costs much, and nobody types it. */
  correctedLetters: 48,
  /** Letters of an unknown word from which one edit, and two edits, are tried. */
  oneEditFrom: 4,
  twoEditsFrom: 7,
} as const
