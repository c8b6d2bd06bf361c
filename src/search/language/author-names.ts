/** Names of people as they are compared: accents left out, or umlauts and their like written as two letters. */
import { foldName } from './analysis.ts'

/** What Germans and Scandinavians write where a keyboard has no such letter; `fold` has æ and ß as two letters anyway. */
const asTwo: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/**
 * The ways to write a name in plain letters: `muller` and `mueller` for `Müller`. A name that is written in these itself has
 * one, so that `Joel` never is `Jöl`.
 */
export function foldedNames(name: string): string[] {
  const inTwo = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüøå]/g, letter => asTwo[letter]!)
  return [...new Set([name, inTwo].map(foldName))]
}
