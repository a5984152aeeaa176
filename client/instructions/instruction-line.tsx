import { useTranslation } from 'react-i18next'
import type { Instruction } from '#shared/instructions.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { comeOf } from './instruction-rules.ts'

/** One thing that the device was told, who told it why, and what came of it; while it is awaited, how long it may still take. */
export function InstructionLine({ told, zone }: { told: Instruction; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const come = comeOf(told, now)
  const { answer, answeredAt } = told
  const time = answeredAt === null ? '' : format.timeSeconds(answeredAt, zone)
  return (
    <li className="instruction" data-instruction={told.action} data-state={come.kind}>
      <span>
        {t(`instructions.act.${told.action}`)}
        <small className="dim">{t('instructions.line', { by: told.by, time: format.moment(told.at, zone), reason: told.reason })}</small>
        {come.kind === 'unreached' && <small>{t(`instructions.why.${come.why}`)}</small>}
        {come.kind === 'expired' && answeredAt !== null && <small>{answer === '' ? t('instructions.lateDone', { time }) : t('instructions.late', { time, answer })}</small>}
        {(come.kind === 'done' || come.kind === 'refused') && answer !== '' && <small>{t('instructions.answered', { answer })}</small>}
      </span>
      <span role="status" className={come.kind === 'done' || come.kind === 'captured' ? 'dim' : 'soon'}>
        {come.kind === 'waiting' ? t('instructions.waiting', { left: format.span(come.left) }) : t(`instructions.state.${come.kind}`)}
      </span>
    </li>
  )
}
