import { messageTemplates } from '#db/schema/messages.ts'
import { real } from '#shared/modes.ts'
import { messageFields, unknownFields, type MessageTemplate } from '#shared/messages.ts'
import { languages } from '#shared/text.ts'
import { allow, allowCompany } from '../identity/caller.ts'
import { change, type Work } from '../journal/change.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { findTemplate } from './template-store.ts'

export const messageCommands: CommandHandlers<'template.change'> = { 'template.change': changeTemplate }

/** A community has words of its own from the first change on; `version` null says that it has none yet. */
async function changeTemplate(parts: Parts, { id, request, caller }: Call<'template.change'>): Promise<Work> {
  const { community, turn, version } = request
  if (community === null) allowCompany(caller, 'template.change')
  else await allow(parts, caller, 'template.change', community)
  const errors = languages.flatMap((language) => unknownFields(request.text[language]).map((name) => ({
    field: `text.${language}`,
    message: { zh: `没有字段 {${name.slice(0, 40)}}，可用的有：${named('、')}`, en: `There is no field {${name.slice(0, 40)}}; there are: ${named(', ')}` },
  })))
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  const held = await findTemplate(parts, community, turn)
  if ((held?.version ?? null) !== version) throw new Refusal('conflict', { current: held })
  const body: MessageTemplate = { ...request, id: held?.id ?? id, version: (held?.version ?? 0) + 1 }
  return {
    changes: [change(messageTemplates, body, { name: 'template.changed', body })], reply: { fact: 'template.changed', body }, community, mode: real,
    detail: { turn, enabled: body.enabled },
  }
}

const named = (comma: string): string => messageFields.map((name) => `{${name}}`).join(comma)
