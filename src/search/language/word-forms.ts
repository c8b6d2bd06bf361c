/**
 * British and American spellings as one word, which the stemmer keeps apart. Latin plurals (matrices, criteria) are left as
 * they are: taking them as their singular cost acm_kw .002 and cacm .018.
 */

const rules: readonly (readonly [form: RegExp, common: string])[] = [
  [
    /^((?:dis|multi|re)?(?:col|behavi|neighb|fav|lab|hon|hum|flav|tum|rum|vap|arm|harb|od|vig|endeav))our/,
    '$1or',
  ],
  // Not words that have an s everywhere: supervise, precise, noise, raise, comprise, promise, expertise.
  [
    /^([a-z]{3,})(?<!v|w|c|o|a|u|pr|vert|prom|prem|dem|surm|expert|treat|franch|parad|merchand)is(e|es|ed|ing|er|ers|able|ation|ations)$/,
    '$1iz$2',
  ],
  [/^((?:an|cat|par|di|hydro)al?)ys(e|es|ed|ing|er|ers)$/, '$1yz$2'],
  [
    /^((?:re|un|mis|pre|pseudo)?(?:model|label|travel|signal|channel|cancel|tunnel|fuel|level|marshal|panel|spiral|total))l(ed|ing|er|ers)$/,
    '$1$2',
  ],
  [
    /^((?:micro|milli|centi|kilo|nano|para|epi|hyper)?(?:cent|met|fib|theat|lit|calib|spect))re(s)?$/,
    '$1er$2',
  ],
  [/^(cent)red$/, '$1ered'],
  [/^(def|off|lic|pret)ence(s|d)?$/, '$1ense$2'],
  [/^(cata|dia|ana|mono|epi|pro|home)logue(s|d)?$/, '$1log$2'],
  [/^(program)me(s)?$/, '$1$2'],
  [/^(judg|acknowledg)ement/, '$1ment'],
  [/^grey/, 'gray'],
  [/^artefact/, 'artifact'],
  [/^sceptic/, 'skeptic'],
  [/^ageing$/, 'aging'],
  [/^((?:ortho|encyclo)?p|h|an|leuk|gyn|isch)ae(d|m|c)/, '$1e$2'],
]

/** Nearly no word has any of them, which one pattern tells sooner than all of them. */
const anyForm = new RegExp(rules.map(([form]) => form.source).join('|'))

/** The American spelling of a word in lower case; the word itself where there is nothing to change. */
export function commonForm(word: string): string {
  if (!anyForm.test(word)) return word
  for (const [form, common] of rules) if (form.test(word)) return word.replace(form, common)
  return word
}

/** The first group is what all forms of a stem have in common. */
const roots: readonly RegExp[] = [
  /^((?:dis|multi|re)?(?:col|behavi|neighb|fav|lab|hon|hum|flav|tum|rum|vap|arm|harb|od|vig|endeav)o)r/,
  /^([a-z]{3,}?)[iy]z/,
  /^((?:micro|milli|centi|kilo|nano|para|epi|hyper)?(?:cent|met|fib|theat|lit|calib|spect))er/,
  /^((?:def|off|lic|pret)en)s/,
  /^(judg|acknowledg)/,
  /^(gr)ay/,
  /^(art)ifact/,
  /^(s)keptic/,
  /^(ag)e$/,
  /^((?:ortho|encyclo)?p|h|an|leuk|gyn|isch)e[dmc]/,
]

/** How all forms of words with this stem begin, where `commonForm` may have changed one of them. */
export function sharedRoot(term: string): string | undefined {
  for (const root of roots) {
    const found = root.exec(term)
    if (found) return found[1]
  }
  return undefined
}
