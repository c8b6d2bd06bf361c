/** BibTeX as Zotero's add-on Better BibTeX reads it. */
import { type Entry, parse } from '@retorquere/bibtex-parser'
import { expect } from 'vitest'

/** The entries, every capital as it would be printed by a style that has none outside braces. */
export function parsed(bibtex: string): Entry[] {
  const { entries, errors } = parse(bibtex, { unsupported: 'ignore' })
  expect(errors).toEqual([])
  return entries
}

/** Without the mark-up that tells which capitals are kept. */
export const titleOf = ({ fields }: Entry): string =>
  fields['title']!.replace(/<\/?(?:span|i|b)\b[^<>]*>/g, '')
