/** The part of @citation-js/name that is used; it comes without types. */
declare module '@citation-js/name' {
  /** A name as CSL has it (https://docs.citationstyles.org/en/stable/specification.html#name-part-order). */
  export interface Name {
    readonly given?: string
    readonly family?: string
    readonly suffix?: string
    readonly 'non-dropping-particle'?: string
    readonly 'dropping-particle'?: string
    /** What could not be taken apart. */
    readonly literal?: string
  }
  export function parse(name: string): Name
}
