/** Stored values that outlive the version which wrote them. */
import { z } from 'zod'

/** Turns what version n wrote into what version n + 1 writes. Pure; what it returns is checked after the last one. */
export type Upgrade = (value: Readonly<Record<string, unknown>>) => Record<string, unknown>

const versioned = z.looseObject({ version: z.int().min(1) })

/**
 * A schema that also reads what older versions wrote. The current version is one more than there are upgrades; `version`
 * is set by them. What a newer version wrote is not read.
 *
 * @param upgrades from version 1 to 2, from 2 to 3, …; one that was released is never changed
 */
export function withUpgrades<T>(current: z.ZodType<T>, upgrades: readonly Upgrade[]): z.ZodType<T> {
  return z.preprocess((stored, context) => {
    const read = versioned.safeParse(stored)
    if (read.success && read.data.version <= upgrades.length + 1) return upgraded(read.data, upgrades)
    context.addIssue({ code: 'custom', message: 'no version that can be read', input: stored })
    return z.NEVER
  }, current)
}

function upgraded(stored: z.infer<typeof versioned>, upgrades: readonly Upgrade[]): Record<string, unknown> {
  return upgrades
    .slice(stored.version - 1)
    .reduce<Record<string, unknown>>(
      (value, upgrade, step) => ({ ...upgrade(value), version: stored.version + step + 1 }),
      stored,
    )
}
