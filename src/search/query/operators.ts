/** The operators of the query language: what each makes of its value, or what a person is told instead. */
import { parseDate } from '../../papers/calendar.ts'
import { parsePaperId } from '../../papers/ids.ts'
import { cutGraphemes } from '../../papers/text.ts'
import { editDistance } from '../../papers/edit-distance.ts'
import { analyze } from '../language/analysis.ts'
import { limits } from '../limits.ts'
import { spanOf } from './spoken-dates.ts'

/** A query while it is being read. */
export interface Draft {
  words: string[]
  phrases: string[]
  excluded: string[]
  authors: string[]
  organizations: string[]
  categories: string[]
  after?: string
  before?: string
  minUpvotes?: number
  maxUpvotes?: number
  hasCode?: true
  like?: string
}

export function emptyDraft(): Draft {
  return { words: [], phrases: [], excluded: [], authors: [], organizations: [], categories: [] }
}

/** Writes a value into the draft; answers a sentence for people when the value says nothing. */
type Operator = (value: string, draft: Draft, today: string) => string | undefined

const operators: Readonly<Record<string, Operator>> = {
  author: named('authors', 'author: needs a name, as in author:zaharia'),
  org: named('organizations', 'org: needs the name of an organisation, as in org:nvidia'),
  cat(value, draft) {
    if (!/^[a-z-]+(\.[a-z-]+)?$/i.test(value))
      return because('cat: needs an arXiv category, as in cat:cs.CL', value)
    draft.categories.push(value)
    return undefined
  },
  after: dated('after', 'after: needs a date, as in after:2026-01 or after:2026-01-31'),
  before: dated('before', 'before: needs a date, as in before:2026-01 or before:2026-01-31'),
  upvotes(value, draft) {
    const span = upvoteSpan(value)
    if (!span)
      return because('upvotes: needs a number, as in upvotes:20, upvotes:5..50 or upvotes:<10', value)
    Object.assign(draft, span)
    return undefined
  },
  has(value, draft) {
    if (value.toLowerCase() !== 'code') return because('has: knows only code, as in has:code', value)
    draft.hasCode = true
    return undefined
  },
  like(value, draft) {
    const paper = parsePaperId(value)
    if (!paper) return because('like: needs the id of a paper, as in like:2401.09603', value)
    draft.like = paper.id
    return undefined
  },
}

export function isOperator(name: string): boolean {
  return Object.hasOwn(operators, name.toLowerCase())
}

/** What people type for an operator that is called otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  by: 'author',
  au: 'author',
  affiliation: 'org',
  company: 'org',
  lab: 'org',
  since: 'after',
  until: 'before',
  similar: 'like',
}

/** What other search engines look for in one place, and this one everywhere. */
const ofText = new Set('abs abstract allintitle intitle keyword keywords kw tag ti title topic'.split(' '))
const ofDates = new Set('date published year'.split(' '))

/** An operator that isn't known: what a person is told of it, and the condition that was meant. */
export interface Meant {
  readonly said: string
  /** Nothing where its date doesn't exist. */
  readonly condition?: string
}

/** Undefined where an unknown operator, with its value, is none. @param typed the value with its quotes */
export function meantBy(name: string, value: string, typed: string, today: string): Meant | undefined {
  const unknown = `I don't know ${cutGraphemes(name, 40)}:.`
  const offered = (condition: string): Meant => ({
    said: `${unknown} Try ${cutGraphemes(condition, 40)}.`,
    condition,
  })
  if (ofText.has(name.toLowerCase())) return offered(typed)
  if (ofDates.has(name.toLowerCase())) {
    const span = spanOf(value)
    return span === undefined ? undefined : offered(span)
  }
  const nearest = nearestOperator(name)
  if (nearest === undefined) return undefined
  const complaint = applyOperator(nearest, value, emptyDraft(), today)
  if (complaint === undefined) return offered(`${nearest}:${typed}`)
  const isOfDate = /^(?:after|before)$/.test(nearest) && /^\d{4}-\d{2}(?:-\d{2})?$/.test(value)
  return isOfDate ? { said: `${unknown} ${complaint}` } : undefined
}

/** Whether somebody who types this before a colon may mean a condition. */
export function mayBeOperator(name: string): boolean {
  return ofText.has(name) || ofDates.has(name) || nearestOperator(name) !== undefined
}

/** The operator that a name was meant for: one slip away, or what it is short or long for (`organisation`). */
function nearestOperator(name: string): string | undefined {
  const typed = name.toLowerCase()
  if (Object.hasOwn(otherNames, typed)) return otherNames[typed]
  if (typed.length < limits.oneEditFrom - 1) return undefined
  return Object.keys(operators).find(
    known => known.startsWith(typed) || typed.startsWith(known) || editDistance(typed, known, 1) === 1,
  )
}

/** Applies an operator that `isOperator` knows. Answers a complaint when its value can't be read. */
export function applyOperator(name: string, value: string, draft: Draft, today: string): string | undefined {
  return operators[name.toLowerCase()]!(value, draft, today)
}

/** Tells a person that a filter only lets papers in. */
export function complainAboutNegation(name: string, value: string): string {
  const typed = cutGraphemes(`-${name.toLowerCase()}:${value}`, 40)
  return `${typed} was left aside: only words and phrases can be excluded, as in -survey or -"case study".`
}

function named(field: 'authors' | 'organizations', need: string): Operator {
  return (value, draft) => {
    if (analyze(value).length === 0) return because(need, value)
    draft[field].push(value)
    return undefined
  }
}

function dated(field: 'after' | 'before', need: string): Operator {
  return (value, draft, today) => {
    const read = /^\d{4}(-\d{2})?$/.test(value) ? `${value}-01-01`.slice(0, 10) : value
    const found = parseDate(read, today)
    if (found === undefined) return because(need, value)
    draft[field] = found
    return undefined
  }
}

function because(need: string, value: string): string {
  return value === '' ? `${need}.` : `${need}; it was "${cutGraphemes(value, 40)}".`
}

function upvoteSpan(value: string): { minUpvotes?: number; maxUpvotes?: number } | undefined {
  const found =
    /^(?:(?<sign>>=|<=|>|<|=)?(?<number>\d{1,9})\+?|(?<from>\d{0,9})(?:\.\.|(?<=\d)[-–](?=\d))(?<to>\d{0,9}))$/.exec(
      value,
    )
  if (!found || value === '..') return undefined
  const { sign = '>=', number, from, to } = found.groups!
  if (number === undefined) {
    const span = { ...(from ? { minUpvotes: Number(from) } : {}), ...(to ? { maxUpvotes: Number(to) } : {}) }
    return from && to && Number(from) > Number(to) ? undefined : span
  }
  const upvotes = Number(number)
  if (sign === '<' && upvotes === 0) return undefined
  if (sign === '=') return { minUpvotes: upvotes, maxUpvotes: upvotes }
  if (sign.startsWith('<')) return { maxUpvotes: sign === '<' ? upvotes - 1 : upvotes }
  return { minUpvotes: sign === '>' ? upvotes + 1 : upvotes }
}
