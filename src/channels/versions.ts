/** Stored values that outlive the version which wrote them. */
import { z } from 'zod'

/** Turns what version n wrote into what version n + 1 writes. Pure; what it returns is checked after the last one. */
export type Upgrade = (value: Readonly<Record<string, unknown>>) => Record<string, unknown>

const versioned = z.looseObject({ version: z.int().min(1) })

/**
 * A schema that also reads what older versions wrote. The current version, which `current` asks for, is one more than
 * there are upgrades; they need not set it. What a newer version wrote is not read.
 *
 * @param upgrades from version 1 to 2, from 2 to 3, …; one that was released is never changed
 */
export function withUpgrades<T>(current: z.ZodType<T>, upgrades: readonly Upgrade[]): z.ZodType<T> {
  return z.preprocess(stored => {
    const read = versioned.safeParse(stored)
    return read.success ? upgraded(read.data, upgrades) : stored
  }, current)
}

function upgraded(
  stored: z.infer<typeof versioned>,
  upgrades: readonly Upgrade[],
): z.infer<typeof versioned> {
  return upgrades
    .slice(stored.version - 1)
    .reduce((value, upgrade) => ({ ...upgrade(value), version: value.version + 1 }), stored)
}
