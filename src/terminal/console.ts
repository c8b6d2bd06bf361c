/** Readline and its streams: lines in, text out between them, without destroying what is being typed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { limits } from './limits.ts'

export interface ConsoleOptions {
  readonly input: Readable
  readonly output: Writable & { readonly columns?: number }
  /** Whether a person types: lines are edited, completed and remembered. */
  readonly interactive: boolean
  readonly historyFile?: string
}

export interface ConsoleHandlers {
  /** Called for one line after the other, each once the one before was answered. Never rejects. */
  line(line: string): Promise<void>
  /** What stands before the next line. */
  prompt(): string
  complete(line: string): [offered: string[], replaced: string]
  /** Ctrl-C on an empty line; true when there was something to leave but the session. */
  leave(): boolean
  /** No further line will come, and every one was answered. */
  end(): void
}

export interface Console {
  /** Writes text on lines of its own, above what is being typed. */
  write(text: string): void
  /** Whether a line has been begun. */
  typing(): boolean
  /** Columns; undefined when nobody watches. */
  width(): number | undefined
  /** Shows the prompt for the first time. */
  open(): void
  /** Takes no further line. */
  close(): void
  /** Once it is closed and the line being answered was. */
  settled(): Promise<void>
}

/** Begins to read at once; lines wait until `open`. */
export function openConsole(options: ConsoleOptions, handlers: ConsoleHandlers): Console {
  const { input, output, interactive, historyFile } = options
  const readline = createInterface({
    input,
    output,
    terminal: interactive,
    historySize: limits.historyLines,
    removeHistoryDuplicates: true,
    completer: (line: string) => handlers.complete(line),
    ...(interactive && historyFile ? { history: readHistory(historyFile) } : {}),
  })
  const opened = Promise.withResolvers<void>()
  let tail = opened.promise
  let waiting = 0
  let prompting = false
  let dropping = false
  let closed = false

  const prompt = (): void => {
    if (!interactive || closed || waiting > 0) return
    prompting = true
    readline.setPrompt(handlers.prompt())
    readline.prompt(true)
  }
  const take = async (line: string): Promise<void> => {
    if (dropping) return
    if (!interactive) output.write(`${handlers.prompt()}${line}\n`)
    await handlers.line(line)
    waiting -= 1
    prompt()
  }
  readline.on('line', line => {
    waiting += 1
    prompting = false
    tail = tail.then(() => take(line))
  })
  readline.on('close', () => {
    if (prompting) output.write('\n')
    prompting = false
    closed = true
    tail = tail.then(() => handlers.end())
  })
  readline.on('SIGINT', () => {
    if (readline.line !== '') clearLine(readline)
    else if (handlers.leave()) prompt()
    else readline.close()
  })
  if (interactive && historyFile) readline.on('history', history => writeHistory(historyFile, history))

  return {
    write(text) {
      if (prompting) writeAbove(readline, output, text)
      else output.write(`${text}\n`)
    },
    typing: () => readline.line !== '',
    width: () => (interactive ? output.columns : undefined),
    open() {
      opened.resolve()
      prompt()
    },
    close() {
      dropping = true
      readline.close()
      opened.resolve()
    },
    settled: () => tail,
  }
}

function writeAbove(readline: Interface, output: Writable, text: string): void {
  const { rows } = readline.getCursorPos()
  moveCursor(output, 0, -rows)
  cursorTo(output, 0)
  clearScreenDown(output)
  // Readline goes up by the rows it drew last before it draws the prompt again.
  output.write(`${text}\n${'\n'.repeat(rows)}`)
  readline.prompt(true)
}

/** By the keys that a person would press: Ctrl-E, Ctrl-U. */
function clearLine(readline: Interface): void {
  for (const name of ['e', 'u']) readline.write(null, { ctrl: true, name })
}

/** Newest first, as readline keeps it. */
function readHistory(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

/** The history is a comfort: a full disk ends no session. */
function writeHistory(file: string, history: readonly string[]): void {
  try {
    writeFileSync(file, history.join('\n'))
  } catch {
    return
  }
}
