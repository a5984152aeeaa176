import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moved, waitReasons, type Order, type WaitReason } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { now } from '../live/now.ts'
import { useHands } from './act.ts'
import { untils } from './field-rules.ts'
import { Chips, FieldSheet } from './field-sheet.tsx'
import { Trouble } from './trouble.tsx'

const declineReasons = ['busy', 'far', 'skill', 'unwell', 'off'] as const

/** It cannot go on: it goes back to the desk, or it waits for something until a time. */
export function CannotSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { act } = useHands()
  const [times] = useState(() => untils(now()))
  const ways = (['decline', 'wait'] as const).filter((move) => moved(order.state, move) !== null)
  const [way, setWay] = useState<'decline' | 'wait' | null>(ways.length === 1 ? (ways[0] ?? null) : null)
  const [why, setWhy] = useState<(typeof declineReasons)[number] | null>(null)
  const [wait, setWait] = useState<WaitReason | null>(null)
  const [until, setUntil] = useState<(typeof times)[number]['name'] | null>(null)
  const [note, setNote] = useState('')
  const end = times.find(({ name }) => name === until)?.at
  const said = way === 'decline' && why ? { note, reason: t(`field.declineReason.${why}`) } : way === 'wait' && wait && end ? { note, reason: wait, until: end } : null
  const send = async () => {
    if (way && said && (await act(order, way, said))) onClose()
  }
  return (
    <FieldSheet
      title={t('field.cannot.title')}
      over={format.title(order)}
      onClose={onClose}
      foot={
        <button type="button" className="field-big" disabled={!said} onClick={() => void send()} data-testid="send-cannot">
          {t(way === 'wait' ? 'field.cannot.sendWait' : 'field.cannot.sendDecline')}
        </button>
      }
    >
      {ways.length > 1 && <Chips label={t('field.cannot.title')} options={ways.map((one) => [one, t(`field.cannot.${one}`)] as const)} chosen={way} onChoose={setWay} />}
      {way && <p className="dim">{t(way === 'wait' ? 'field.cannot.waitLead' : 'field.cannot.declineLead')}</p>}
      {way === 'decline' && <Chips label={t('field.cannot.reason')} options={declineReasons.map((one) => [one, t(`field.declineReason.${one}`)] as const)} chosen={why} onChoose={setWhy} />}
      {way === 'wait' && (
        <>
          <Chips label={t('field.cannot.reason')} options={waitReasons.map((one) => [one, t(`field.wait.${one}`)] as const)} chosen={wait} onChoose={setWait} />
          <Chips label={t('field.cannot.until')} options={times.map(({ name }) => [name, t(`field.untilName.${name}`)] as const)} chosen={until} onChoose={setUntil} />
        </>
      )}
      {way && <textarea className="field-text" rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} aria-label={t('field.cannot.more')} placeholder={t('field.cannot.more')} />}
      <Trouble />
    </FieldSheet>
  )
}
