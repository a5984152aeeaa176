import { createHmac } from 'node:crypto'
import type { Fact, FactBody } from '#shared/facts.ts'
import { filledText, type MessageTemplate, type MessageTurn } from '#shared/messages.ts'
import { titleIn } from '#shared/orders.ts'
import type { Language } from '#shared/text.ts'
import { idFrom } from '../journal/system.ts'
import type { Follow, Outgoing } from '../outlet/outgoing.ts'
import { momentText } from './moment-text.ts'
import { communitiesOf, namesOf, numbersOf, recipientsOf, type Recipient } from './recipient-store.ts'
import { dialled, templateFor, turnOfFact } from './template-rules.ts'
import { allTemplates } from './template-store.ts'

/** Milliseconds. Progress that is older is no news any more, and what an importer brings never was. */
const fresh = 3_600_000

type Order = FactBody<'order.reported'>
type Turn = { fact: Fact; order: Order; turn: MessageTurn; template: MessageTemplate }

/**
 * Tells the residents of an order how far it has come: each phone once per turn, however many reported it or were merged with it.
 * `secret`: the installation's, so that the id of a message does not give its phone away.
 */
export const followResidents = (secret: string): Follow => async (parts, facts, now) => {
  const recent = facts.filter((fact) => turnOfFact(fact.name) !== null && Date.parse(fact.at) > now - fresh)
  if (recent.length === 0) return []
  const templates = await allTemplates(parts)
  const turns = recent.flatMap((fact): Turn[] => {
    const [order, turn] = [fact.body as Order, turnOfFact(fact.name)]
    const template = turn && templateFor(templates, order.community, turn)
    return turn && template ? [{ fact, order, turn, template }] : []
  })
  const recipients = await recipientsOf(parts.sql, turns.map(({ order }) => order.id))
  if (recipients.length === 0) return []
  const [places, names, numbers] = await Promise.all([
    communitiesOf(parts.sql, turns.map(({ order }) => order.community)),
    namesOf(parts.sql, turns.flatMap(({ order }) => order.assignee ?? [])),
    numbersOf(parts.sql, turns.flatMap(({ order }) => order.mergedInto ?? [])),
  ])

  const messageTo = ({ fact, order, turn, template }: Turn, resident: Recipient): Outgoing => {
    const language: Language = resident.language === 'en' ? 'en' : 'zh'
    const place = places.get(order.community)
    const to = dialled(resident.phone)
    const number = (turn === 'merged' && order.mergedInto ? numbers.get(order.mergedInto) : null) ?? order.number
    const text = filledText(template.text[language], {
      number, title: titleIn(resident, language), place: resident.place, community: place?.name[language] ?? '',
      person: (order.assignee && names.get(order.assignee)?.[language]) || (language === 'zh' ? '工作人员' : 'our staff'),
      until: order.waiting ? momentText(order.waiting.until, place?.zone ?? 'UTC', language) : '',
    })
    const phone = createHmac('sha256', secret).update(`phone\n${to}`).digest('hex')
    return {
      id: idFrom('resident', order.id, turn, order.reopened ?? 0, turn === 'waiting' ? (order.waiting?.until ?? '') : '', phone),
      community: order.community, mode: fact.mode, channel: 'webhook',
      body: { kind: 'resident-message', to, language, text, order: number, turn },
    }
  }
  return turns.flatMap((turn) => toldOf(turn.fact.name, recipients.filter(({ order }) => order === turn.order.id)).map((resident) => messageTo(turn, resident)))
}

/** Of those who can be called, whoever hears of a fact. Those who came with a merged order were told of that, not that theirs is registered. */
function toldOf(name: Fact['name'], residents: readonly Recipient[]): Recipient[] {
  const callable = residents.filter(({ phone }) => dialled(phone).length >= 5)
  if (name !== 'order.joined') return callable
  const came = new Set(callable.filter(({ merged }) => merged).map(({ phone }) => dialled(phone)))
  return callable.filter(({ phone }) => !came.has(dialled(phone)))
}
