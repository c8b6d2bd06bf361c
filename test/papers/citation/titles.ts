/** Titles and names such as upstreams write, and such as nobody should. */
import * as fc from 'fast-check'
import { oneLine } from '../../../src/papers/text.ts'

const lines = (text: string): string[] => text.trim().split('\n')

const pieces = lines(String.raw`
Attention
is
BERT
Éclair
视觉
ζ
👩‍💻
model\'s
-- The
"Quoted"
R&D
100%
#1
x_y
V_{0.5}
VLM^2
2^{128}
~50
a~b
$1
$5 and $6
<think>
|
@all
$\pi_0$
$O(n^2)$
$\mathcal{O}(N)$
$\{x\}$
$50%$
\(x\)
$$
$
{
}
{RoPE}
{pm 1, pm i}
{}
\
\emph{Foo}
\"Uber
\'{e}cole
\textsc{Bar}
\LaTeX
\&
\{
\}
\%
\\
\input{/etc/passwd}
\write18{ls}
\def\x{y}
\end{document}
\catcode 64=11
^^5cinput
%
},
}@misc{evil,
title = {
and
,
=
@string{a={b}}
\alpha
\cite{x}
\begin{x}
`)

/** Never empty. */
export const hostileTitle = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 8,
  })
  .chain(parts => fc.constantFrom(' ', '').map(between => oneLine(parts.join(between))))
  .filter(title => title !== '')

const names = lines(String.raw`
Aäron van den Oord
Hal Daumé III
Antonio Laverghetta Jr.
何恺明
DeepSeek-AI
Gemini Team, Google
and
others
Alice and Bob
:
Peter St\"utz
A {B} C
%
O’Brien
Łukasz Kaiser
von
}{
`)

export const hostileName = fc.oneof(fc.constantFrom(...names), hostileTitle)
