import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latexToText } from '../../src/papers/latex.ts'

describe('formulas', () => {
  test.each([
    ['up to 4.8$\\times$ faster', 'up to 4.8× faster'],
    ['cost $\\mathcal{O}(n^2)$', 'cost O(n²)'],
    ['\\mathcal{O}(n^2) outside', 'O(n^2) outside'],
    ['\\( O(n^3) \\) time and \\[ x \\]', 'O(n³) time and x'],
    ['$10^{-3}$ and $x_i$, $x_{ij}$, $W_1$', '10⁻³ and xᵢ, xᵢⱼ, W₁'],
    ['$L_{total}$ $e^{i\\omega}$ $p_{n+1,m}$', 'L_total e^iω p_(n+1,m)'],
    ['$\\frac{a}{b}$ and $\\frac{a+b}{2}$', 'a/b and (a+b)/2'],
    ['$\\sqrt{2}$, $\\sqrt{x+1}$, $\\sqrt[3]{x}$', '√2, √(x+1), ³√x'],
    ['$\\alpha$-divergence in $\\mathbb{R}^d$', 'α-divergence in ℝᵈ'],
    ['AI-$45^\\circ$ Law, 5.15{\\deg}', 'AI-45° Law, 5.15°'],
    ['$A^*$ search, S$^2$', 'A* search, S²'],
    ['$\\hat{d}\\!\\approx\\!33$', 'd̂≈33'],
    ['$\\left\\{x \\mid x\\in X\\right\\}$', '{x | x∈X}'],
    ['$256{\\times}256$ and $15,000$', '256×256 and 15,000'],
    ['$\\sim$40, $>$80\\%, $6$-$12$', '∼40, >80%, 6-12'],
    ['($28.3\\% \\to 34.2\\%$)', '(28.3% → 34.2%)'],
    ['$\\max_\\theta \\log p$', 'max_θ log p'],
    ['$ S $, $0 < q < 1$, $3(n - 1)$', 'S, 0 < q < 1, 3(n - 1)'],
    ['$\\hat{\\theta}$, $\\bar x$, $\\widehat{xy}$, $k\\log n$', 'θ̂, x̄, xy, k log n'],
    ['J_{G}^* of x_{i} and π_{0.5}', 'J_G^* of xᵢ and π_0.5'],
    ['$$E = mc^2$$', 'E = mc²'],
  ])('%s', (source, text) => {
    expect(latexToText(source)).toBe(text)
  })
})

describe('text commands', () => {
  test.each([
    ['\\textbf{S}yntax-\\emph{in \\textit{it}}', 'Syntax-in it'],
    ['${\\bf \\texttt{Sink-Aware}}$ {\\tt GPT-3.5} {\\sc Mwp}', 'Sink-Aware GPT-3.5 Mwp'],
    ['{BERT} and Le{a}rner', 'BERT and Learner'],
    ['we call \\ours{} (\\method) and \\name works', 'we call ours (method) and name works'],
    ['\\weird{kept} here', 'kept here'],
    ['86.6\\% of R\\&D, \\$5, n\\_queens, \\#1, \\{a\\}', '86.6% of R&D, $5, n_queens, #1, {a}'],
    ['as shown~\\cite{a,b}. Also \\citet[p.~5]{c} say', 'as shown. Also say'],
    ['\\cite{a} at first', 'at first'],
    ['\\textcolor{blue}{blue} words', 'blue words'],
    ['on tasks\\footnote{Code is coming.}.', 'on tasks (Code is coming.).'],
    ['run$\\unicode{x2014}$each', 'run—each'],
    ['(\\eg, this; \\ie that)', '(e.g., this; i.e. that)'],
    ['one\\\\two, vs.\\ three, 10\\,ms', 'one two, vs. three, 10 ms'],
    ['{sim}19% and {bf Elastic}', '∼19% and Elastic'],
  ])('%s', (source, text) => {
    expect(latexToText(source)).toBe(text)
  })
})

describe('accents, quotes, ties and dashes', () => {
  test.each([
    [
      'Fr\\\'echet, Schr\\"{o}dinger, na\\"{\\i}ve, It\\^o, vis-\\`a-vis',
      'Fréchet, Schrödinger, naïve, Itô, vis-à-vis',
    ],
    ['\\c{c}a, \\v{S}koda, Erd\\H{o}s, \\~n', 'ça, Škoda, Erdős, ñ'],
    ["the MLLM\\'s language, can\\'t", "the MLLM's language, can't"],
    ["``quoted'' and ``mixed\" words", '“quoted” and “mixed” words'],
    ['Models~(LLMs), Stage~I, 4.2~MB', 'Models (LLMs), Stage I, 4.2 MB'],
    ['about ~40% and (~8B), 3~5 times', 'about ~40% and (~8B), 3~5 times'],
    ['13--60\\%, yes---no, a -- b\\%', '13–60%, yes—no, a – b%'],
    ['run \\texttt{--flag} or --json\\%', 'run --flag or --json%'],
  ])('%s', (source, text) => {
    expect(latexToText(source)).toBe(text)
  })
})

describe('links', () => {
  test.each([
    ['at \\url{https://a.org/x_y/~me}.', 'at https://a.org/x_y/~me.'],
    ['\\href{https://a.org/b\\_c}{our page}', 'our page (https://a.org/b_c)'],
    ['\\href{https://a.org/}{\\texttt{a.org}}', 'https://a.org/'],
    ['https://a.org/x{https://a.org/x}.', 'https://a.org/x.'],
    ['https://a.org/x{project page}', 'https://a.org/x (project page)'],
    ['https://a.org/\\#demo and \\%', 'https://a.org/#demo and %'],
    ['https://github.com/opendilab/LightZero}.', 'https://github.com/opendilab/LightZero}.'],
    ['https://a.edu/~user--x', 'https://a.edu/~user--x'],
  ])('%s', (source, text) => {
    expect(latexToText(source)).toBe(text)
  })
})

describe('what is no LaTeX stays', () => {
  test.each([
    'costs $5 and $10 per user',
    'from $5/$10 to $100K-$200K, US$44, 4$ per hour',
    '$ 5 and $ 10, then $5,000 - $6,000, $1 to $50',
    'Serving LLaMA-70B on $60 GPUs',
    '$OneMillion-Bench and $OneMillion again',
    'use `$HOME/my_dir` and `$PATH_X`',
    'snake_case, <tag>, a|b, x^2, #tag, 100%',
    'the set {1, 2} and {"a": 1}',
    'a { b and c } d {',
    'C:\\',
  ])('%s', text => {
    expect(latexToText(text)).toBe(text)
  })

  test('prose is returned as it is', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('abz AZ09.,;:-_<>|()[]"\'`#%&*+=/@^éß你👩‍💻\u200F\u0301\n')),
    })
    fc.assert(
      fc.property(letters, text => {
        fc.pre(!text.includes('``'))
        expect(latexToText(text)).toBe(text)
      }),
    )
  })
})

describe('broken LaTeX', () => {
  test.each([
    ['PSRD (\\textbf{Self-Reward Decoding) for', 'PSRD (Self-Reward Decoding) for'],
    ['an open $\\alpha and more', 'an open $α and more'],
    ['\\frac{a} b', 'a b'],
    ['\\( unclosed', '( unclosed'],
    ['roughly \\22K and \\3) next', 'roughly $22K and 3) next'],
  ])('%s', (source, text) => {
    expect(latexToText(source)).toBe(text)
  })

  const marks =
    "\\ { } $ $$ ~ `` '' -- _ ^ [ ] \\( \\) \\frac \\sqrt \\cite \\\" \\' \\hat \\left \\textbf{ \\href{ \\unicode{ 5 é"
  const pieces = fc.constantFrom(...marks.split(' '), ' ', 'https://a.b/', '\uD800')
  const broken = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 })

  test('never throws', () => {
    fc.assert(
      fc.property(broken, parts => {
        expect(typeof latexToText(parts.join(''))).toBe('string')
      }),
      { numRuns: 2000 },
    )
  })

  test('loses no words', () => {
    const noise = fc.constantFrom(
      '{',
      '}',
      '$',
      '~',
      '``',
      '\\%',
      '\\textbf{',
      '\\emph{x} ',
      '\\foo ',
      '$x_i$',
      '\\(',
      '\\{',
    )
    const marked = fc.array(
      fc.tuple(
        noise,
        fc.integer({ min: 100, max: 999 }).map(n => `word${n}`),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(marked, parts => {
        const text = latexToText(parts.map(([before, word]) => `${before} ${word} `).join(''))
        for (const [, word] of parts) expect(text).toContain(word)
      }),
    )
  })

  test('ties are read in time, however long the text is', () => {
    const started = performance.now()
    latexToText('~'.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test.each(['{', '\\textbf{', '$', '``', '\\(', '\\sqrt{', '^{', '$x^', '\\hat{', '\\cite[', '~', '\\'])(
    'is read in time when %j is repeated',
    piece => {
      const started = performance.now()
      latexToText(piece.repeat(2000))
      latexToText(`$${piece.repeat(2000)}$`)
      expect(performance.now() - started).toBeLessThan(1000)
    },
  )
})
