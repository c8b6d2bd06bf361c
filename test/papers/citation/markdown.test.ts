import { type Node, Parser } from 'commonmark'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toMarkdown } from '../../../src/papers/citation/markdown.ts'
import { titleId } from '../../../src/papers/ids.ts'
import { latexToText } from '../../../src/papers/latex.ts'
import { paper } from '../../library/fixture.ts'
import { hostileName, hostileTitle } from './titles.ts'

test('a line for each paper, with what is known of it', () => {
  const authors = ['Ada Lovelace', 'Grace Hopper', 'Emmy Noether', 'Sofja K', 'Mary S', 'Ida R', 'Lise M']
  const papers = [
    paper('2306.00978', { title: 'AWQ: $O(n^2)$', authors, published: '2023-06-01', upvotes: 12 }),
    paper('2306.00979', { title: 'Alone', published: '2023-06-02', upvotes: 1 }),
    paper(titleId('Untold (here)'), { title: 'Untold (here)', authors: [], authorCount: 3 }),
  ]
  expect(toMarkdown(papers)).toBe(
    [
      '- [AWQ: O(n²)](https://arxiv.org/abs/2306.00978) · Ada Lovelace, Grace Hopper, Emmy Noether, Sofja K, Mary S and 2 others · 2023-06-01 · 12 upvotes',
      '- [Alone](https://arxiv.org/abs/2306.00979) · Ada Lovelace · 2023-06-02 · 1 upvote',
      '- [Untold (here)](https://huggingface.co/papers?q=Untold%20%28here%29) · 3 authors',
      '',
    ].join('\n'),
  )
})

test('whatever titles and names are, a parser reads one list of links with just those words', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileTitle, hostileName), { minLength: 1, maxLength: 3 }), all => {
      const papers = all.map(([title, name], at) => paper(`2608.0000${at}`, { title, authors: [name] }))
      const { kinds, links } = read(toMarkdown(papers))
      expect(links).toEqual(
        papers.map(({ id, title }) => ({
          to: `https://arxiv.org/abs/${id}`,
          text: latexToText(title).trim() || title,
        })),
      )
      expect([...kinds].sort()).toEqual(['document', 'item', 'link', 'list', 'paragraph', 'text'])
    }),
    { numRuns: 500 },
  )
})

function read(markdown: string): { kinds: Set<string>; links: { to: string | null; text: string }[] } {
  const walker = new Parser().parse(markdown).walker()
  const kinds = new Set<string>()
  const links: { to: string | null; text: string }[] = []
  let within: Node | undefined
  for (let event = walker.next(); event; event = walker.next()) {
    const { node, entering } = event
    kinds.add(node.type)
    if (node.type === 'link') within = entering ? node : undefined
    if (node.type === 'link' && entering) links.push({ to: node.destination, text: '' })
    if (node.type === 'text' && within) links.at(-1)!.text += node.literal ?? ''
  }
  return { kinds, links }
}
