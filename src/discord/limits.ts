/** Discord's limits and numbers, each named once. Characters are counted as UTF-16 units, never more than Discord counts. */

/**
 * Messages and components: https://discord.com/developers/docs/components/reference
 * Commands and autocomplete: https://discord.com/developers/docs/interactions/application-commands
 * Modals: https://discord.com/developers/docs/interactions/receiving-and-responding
 * Threads, forums, history: https://discord.com/developers/docs/resources/channel and …/resources/message
 */
export const limits = {
  /** Nested ones counted. */
  componentsPerMessage: 40,
  /** Over all text displays of a message. */
  textPerMessage: 4000,
  buttonsPerRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  selectChoices: 25,
  selectPlaceholder: 150,
  choiceLabel: 100,
  choiceValue: 100,
  mediaUrl: 2048,
  pictureAlt: 1024,
  /** Longer addresses of links in text would leave no room for words. */
  linkUrl: 1024,
  filesPerMessage: 10,
  /** Of our own: what the files of a message may hold together to be shown as text. */
  shownFiles: 1500,
  fileName: 100,

  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  fieldValue: 4000,

  commandDescription: 100,
  optionLength: 6000,
  optionChoices: 25,
  /** Offered while an option is typed; their labels and values are as long as those of a select. */
  completions: 25,

  threadName: 100,
  /** 7 days. */
  threadArchiveMinutes: 10_080,
  forumTags: 5,
  messagesPerPage: 100,
  /** Older messages are edited only so many times. */
  freelyEditedMs: 60 * 60 * 1000,

  /** Messages of which is known who wrote there last; the rest is forgotten, the oldest first. */
  rememberedMessages: 1000,
  /** Before another try where Discord doesn't say how long to wait. */
  retryMs: 5000,
} as const
