/** Slack's limits, all in one table. Lengths in UTF-16 units, which are never fewer than what Slack counts. */
export const limits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  viewBlocks: 100,
  /**
   * Over all blocks. Undocumented: about 13,200 are refused as `msg_blocks_too_long`, Slack speaks of 12,000 and a buffer
   * (https://github.com/slackapi/bolt-js/issues/2509), and some 11,300 of rich text in many elements were refused too
   * (https://github.com/slackapi/bolt-js/issues/2867). So ids, values and addresses are counted as well.
   */
  messageCharacters: 12_000,
  /** Of our own: a text is cut to no less than this before papers are left out. */
  leastText: 200,
  /** Of our own: how much of a message of others is read, and how deep its blocks are looked into. */
  sharedText: 50_000,
  sharedDepth: 20,
  /** Of our own: what a file may hold to be shown as text. */
  shownFile: 3000,
  /** The `text` beside blocks (https://docs.slack.dev/reference/methods/chat.postMessage#truncating). */
  fallback: 4000,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  sectionText: 3000,
  /** Of our own: Slack allows 25 (https://docs.slack.dev/reference/block-kit/blocks/actions-block), a row shows five. */
  buttonsPerRow: 5,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  label: 75,
  url: 3000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
  imageAlt: 2000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
  selectOptions: 100,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionValue: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflowOptions: 5,
  /** https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block */
  inputText: 2000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  inputValue: 3000,
} as const
