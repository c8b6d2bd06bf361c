/** What a terminal shows after some output: only the sequences that readline and we write. */

const [escape, bell] = ['\u001B', '\u0007']
const sequence = new RegExp(`^${escape}\\[(\\d*)([A-Za-z])|^${escape}\\]8;[^${bell}]*${bell}`)

/** The rows that aren't empty at the end, and where the cursor is. */
export function screenOf(
  output: string,
  columns: number,
): { rows: string[]; cursor: [row: number, column: number] } {
  const rows: string[] = []
  let [row, column] = [0, 0]
  for (let rest = output; rest !== ''; ) {
    const [found, digits = '', command] = sequence.exec(rest) ?? []
    const character = String.fromCodePoint(rest.codePointAt(0)!)
    rest = rest.slice(found?.length ?? character.length)
    const count = Number(digits || 1)
    if (found) {
      if (command === 'A') row = Math.max(0, row - count)
      if (command === 'C') column += count
      if (command === 'D') column -= count
      if (command === 'G') column = count - 1
      if (command === 'J') rows.splice(row, rows.length, (rows[row] ?? '').slice(0, column))
    } else if (character === '\r') column = 0
    else if (character === '\n') [row, column] = [row + 1, 0]
    else {
      // A full row is left only once the next character comes.
      if (column === columns) [row, column] = [row + 1, 0]
      rows[row] = (rows[row] ?? '').padEnd(column).slice(0, column) + character
      column += 1
    }
  }
  return { rows: Array.from(rows, text => (text ?? '').trimEnd()), cursor: [row, column] }
}
