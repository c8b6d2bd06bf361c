import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { test } from 'vitest'
import { startFakeDiscord } from '../fakes/discord/server.ts'
test('walk', async () => {
  const d = await startFakeDiscord({ patienceMs: 8000 })
  const child = spawn(process.execPath, ['src/main.ts'], { env: { ...process.env, PAPERBOY_DATA: mkdtempSync('/tmp/walk'), DISCORD_TOKEN: d.token, DISCORD_API_URL: d.url, HF_URL: 'http://127.0.0.1:9', ARXIV_URL: 'http://127.0.0.1:9', LOG_LEVEL: 'info' } })
  let out = ''
  child.stdout.on('data', c => (out += c)); child.stderr.on('data', c => (out += c))
  await d.until(() => d.gateway.connections === 1)
  const show = (name: string, i: any) => console.log(`=== ${name} (cb ${i.callbackType}, ack ${Math.round(i.ackMs)} ms)\n${i.text().slice(0, 1500)}`)
  const ask = async (command: string, options: any = {}) => { const i = d.command({ command, options }); const t = performance.now(); await i.answered(); console.log('answer ms', Math.round(performance.now() - t)); show(command, i); return i }
  try {
  const s = await ask('search', { query: 'kv cache quantization' })
  const n = d.press(s.shown[0]!, 'Next ›'); await n.until((x: any) => x.text().includes('6.')); show('next', n)
  const sh = d.press(s.shown[0]!, 'Share'); await d.until(() => d.messages(d.channels.text).length === 1); show('share', sh)
  const f = d.press(s.shown[0]!, 'Filter'); await f.acknowledged(); console.log('filter', f.callbackType, JSON.stringify(f.modal)?.slice(0, 600))
  const sub = d.submit(f, {}); await sub.until((x: any) => x.shown.length > 0 ); show('submitted', sub)
  for (const c of ['daily', 'trending', 'help', 'status']) await ask(c)
  await ask('paper', { paper: '1706.03762' })
  const m = d.menu({ content: 'see 2306.00978' }); await m.answered(); show('menu', m)
  for (let i = 0; i < 3; i++) { const t = performance.now(); const c = await d.autocomplete({ command: 'paper', option: 'paper', typed: 'atten' }); console.log('complete ms', performance.now() - t, c.slice(0, 3)) }
  const lat: number[] = []
  for (let i = 0; i < 60; i++) { const q = d.command({ command: 'search', options: { query: 'reasoning ' + i } }); const t = performance.now(); await q.answered(); lat.push(performance.now() - t) }
  console.log('event to answer p50', lat.slice(10).sort((a, b) => a - b)[25])
  } catch (e) { console.log('FAILED', e, out) }
  console.log('violations', d.violations)
  child.kill('SIGTERM'); await new Promise(r => child.on('exit', r))
  console.log(out.slice(0, 3000), child.exitCode)
  await d.close()
}, 60000)
