/** What models want before a text, so that they know what it is for. Most want nothing; one that does is much worse without. */

/** A query is what a person types; a passage is what is to be found. */
export type TextKind = 'query' | 'passage'

type Prefixes = Readonly<Record<TextKind, string>>

const retrieval = 'Represent this sentence for searching relevant passages: '

/** From the card of each model at https://huggingface.co; by a part of its name, without regard to case. */
const known: readonly (readonly [part: RegExp, prefixes: Prefixes])[] = [
  [/nomic-embed-text/i, { query: 'search_query: ', passage: 'search_document: ' }],
  [/\be5-(?:small|base|large)(?!.*instruct)/i, { query: 'query: ', passage: 'passage: ' }],
  [/\bbge-(?:small|base|large)-en/i, { query: retrieval, passage: '' }],
  [/mxbai-embed-large/i, { query: retrieval, passage: '' }],
  [/snowflake-arctic-embed.*(?:v2|2\.0)|snowflake-arctic-embed2/i, { query: 'query: ', passage: '' }],
  [/snowflake-arctic-embed/i, { query: retrieval, passage: '' }],
  [/embeddinggemma/i, { query: 'task: search result | query: ', passage: 'title: none | text: ' }],
  [
    /qwen3-embedding/i,
    {
      query: 'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:',
      passage: '',
    },
  ],
]

export function prefixesOf(model: string): Prefixes {
  return known.find(([part]) => part.test(model))?.[1] ?? { query: '', passage: '' }
}
