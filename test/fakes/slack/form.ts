/** What stands in controls: chosen, typed, or as it was drawn; in the shape of `actions` and `state.values`. */
import { controlsOf, findControl, findOption } from './text.ts'
import type { FakeView, Json } from './types.ts'

const dated: Readonly<Record<string, string>> = {
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
}

/** What was chosen or typed, as `actions` and `state.values` say it. Throws for an option that isn't there. */
export function chosenIn(element: Json, wanted: string | readonly string[]): Json {
  const optionOf = (name: string): Json => {
    const option = findOption(element, name)
    if (!option) throw new Error(`"${name}" is no option of ${JSON.stringify(element)}`)
    return option
  }
  const type = String(element.type)
  const key = dated[type]
  if (key) return { [key]: wanted }
  if (type.endsWith('_input')) return { value: wanted === '' ? null : wanted }
  if (type === 'checkboxes' || type.startsWith('multi_'))
    return { selected_options: [wanted].flat().map(name => optionOf(name)) }
  return { selected_option: wanted === '' ? null : optionOf(String(wanted)) }
}

/** What an input holds before anybody touched it. */
function initialIn(element: Json): Json {
  const type = String(element.type)
  const key = dated[type]
  if (key) return { [key]: element[key.replace('selected', 'initial')] ?? null }
  if (type.endsWith('_input')) return { value: element.initial_value ?? null }
  if (type === 'checkboxes' || type.startsWith('multi_'))
    return { selected_options: element.initial_options ?? [] }
  return { selected_option: element.initial_option ?? null }
}

/** `state.values` of a form: what was filled in by `action_id` or label, and the rest as it was drawn. */
export function valuesOf(view: FakeView, values: Readonly<Record<string, string | readonly string[]>>): Json {
  const filled = new Map(
    Object.entries(values).map(([name, value]) => [findControl(view, name).element, value]),
  )
  const state: Record<string, Json> = {}
  for (const { element, blockId } of controlsOf(view)) {
    if (element.type === 'button' || element.type === 'overflow') continue
    const wanted = filled.get(element)
    const value = wanted === undefined ? initialIn(element) : chosenIn(element, wanted)
    state[blockId] = { ...state[blockId], [String(element.action_id)]: { type: element.type, ...value } }
  }
  return state
}
