/** Loaded before a measured program: writes what it used to its fourth stream when it ends. */
import { writeSync } from 'node:fs'

export interface Used {
  /** Resident at most. */
  readonly peakMb: number
  readonly cpuSeconds: number
}

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const used: Used = { peakMb: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }
  writeSync(3, JSON.stringify(used))
})
