/** Forms as Discord modals: a label with a text input or a select for each field. Pure: what must be stored is returned. */
import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import { PaperboyError } from '../../errors.ts'
import type { Kept } from '../../chat/button-codec.ts'
import { clean } from '../../chat/clean.ts'
import type { FormField, Reply } from '../../chat/reply.ts'
import { createIds, writeChoices } from './components.ts'
import { limits } from '../limits.ts'
import { writeLabel } from './text.ts'

export interface RenderedModal {
  readonly modal: APIModalInteractionResponseCallbackData
  /** Stored before the modal is opened. */
  readonly kept: readonly Kept[]
}

/**
 * The form of a reply. Its `custom_id` holds the command and the options, each field's `custom_id` is the field's name.
 * Fields beyond the fifth are not shown, and keep the values that they came with.
 *
 * @throws PaperboyError `discord.form` when the reply has no form with something to fill in.
 */
export function renderModal(reply: Reply): RenderedModal {
  const form = reply.blocks.find(block => block.kind === 'form')
  const fields = form?.fields.filter(field => field.kind === 'text' || writeChoices(field.choices).length > 0)
  if (!form || !fields?.length) throw new PaperboyError('discord.form', `No form: ${reply.summary}`)
  const hidden = fields.slice(limits.modalFields).flatMap(({ name, value }) => (value ? [[name, value]] : []))
  const ids = createIds()
  const modal = {
    custom_id: ids.next({
      command: form.command,
      options: { ...form.options, ...Object.fromEntries(hidden) },
    }),
    title: writeLabel(form.title, limits.modalTitle),
    components: fields.slice(0, limits.modalFields).map(writeField),
  }
  return { modal, kept: ids.kept() }
}

function writeField(field: FormField): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: writeLabel(field.label, limits.fieldLabel),
    ...(field.hint && { description: writeLabel(field.hint, limits.fieldDescription) }),
    component: field.kind === 'text' ? textInput(field) : stringSelect(field),
  }
}

function textInput(field: Extract<FormField, { kind: 'text' }>): APIComponentInLabel {
  const maxLength = Math.min(field.maxLength ?? limits.fieldValue, limits.fieldValue)
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required === true,
    max_length: maxLength,
    ...(field.value && { value: clean(field.value).slice(0, maxLength).toWellFormed() }),
  }
}

function stringSelect(field: Extract<FormField, { kind: 'choice' }>): APIComponentInLabel {
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required === true,
    min_values: field.required ? 1 : 0,
    options: writeChoices(field.choices, field.value),
  }
}
