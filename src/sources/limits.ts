/** The numbers of this room, in one table. Times in milliseconds. */

const second = 1_000
const minute = 60 * second
const day = 24 * 60 * minute

export const limits = {
  /** A body after decompression. A page of 100 entries is below 1 MB. */
  bodyBytes: 16 * 1024 * 1024,
  redirects: 3,
  /** One request, from the connection to the last byte. */
  attemptMs: 15 * second,
  /** A call with its waits and retries, unless the caller says otherwise. */
  callMs: 30 * second,
  attempts: 4,
  backoffMs: 500,
  backoffMaxMs: 20 * second,
  /** Failed requests in a row after which an upstream is left alone, and for how long. */
  failuresToOpen: 5,
  openMs: minute,
  /** An upstream that was silent for so long is down; one that callers left sooner, once so many in a row did. */
  patienceMs: 5 * second,
  hastyToDown: 3,
  /** How long an answer about a paper or a search counts as new. */
  freshMs: 5 * minute,
  /** How long the last good list is kept for the time when its upstream is down. */
  keepMs: 7 * day,
  huggingFace: {
    atOnce: 4,
    /** https://huggingface.co/docs/hub/rate-limits: API calls per five minutes, without and with a token. */
    pace: { calls: 500, perMs: 5 * minute },
    tokenPace: { calls: 1_000, perMs: 5 * minute },
    pageEntries: 100,
    pages: 40,
    queryCharacters: 250,
    searchHits: 120,
  },
  encoder: {
    /** One batch of papers and the queries of people beside it. */
    atOnce: 4,
    pace: { calls: 50, perMs: second },
    /** A batch of papers on a slow processor. */
    attemptMs: minute,
    dimensions: 8_192,
    /** 512 tokens, which many models take, are about as many characters of an abstract. */
    textCharacters: 2_000,
    halvedCharacters: 500,
  },
  arxiv: {
    /** https://info.arxiv.org/help/api/tou.html: one request every three seconds, one connection at a time. */
    atOnce: 1,
    pace: { calls: 1, perMs: 3 * second },
    ids: 100,
    searchHits: 100,
    queryWords: 20,
  },
} as const
