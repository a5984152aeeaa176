import { Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedHandover } from '#shared/handovers.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery, useMay } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { mainSide, sidesFor, type Side } from './signing-rules.ts'

/** Adding a note, and signing: each button says what it will do. */
export function HandoverHands({ handover }: { handover: NamedHandover }) {
  const { t } = useTranslation()
  const may = useMay()
  const me = useQuery(meQuery)
  const client = useQueryClient()
  const sign = useCommand('handover.sign')
  const note = useCommand('handover.note')
  const [text, setText] = useState('')
  const { id, version, community } = handover
  const reread = () => client.invalidateQueries({ queryKey: ['handovers'] })
  if (!me.data) return null
  if (!may('handover.sign', community)) return <p className="dim">{t('office.handovers.looksOnly')}</p>
  const sides = sidesFor(handover, me.data)
  const main = mainSide(sides, handover, me.data)
  const busy = sign.busy || note.busy
  const put = async (side: Side) => {
    if (await sign.run({ version, side }, id)) say(t(`office.handovers.${side}.done`))
    await reread()
  }
  const add = async () => {
    if (await note.run({ version, text }, id)) {
      setText('')
      say(t('office.handovers.noted'))
    }
    await reread()
  }
  return (
    <div className="handover-hands">
      <form
        className="handover-note"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Textarea autosize minRows={1} maxRows={8} value={text} onChange={(event) => setText(event.currentTarget.value)} placeholder={t('office.handovers.noteHint')} aria-label={t('office.handovers.note')} maxLength={2000} />
        <button type="submit" className="button" disabled={busy || text.trim() === ''}>
          {t('office.handovers.addNote')}
        </button>
      </form>
      {sides.length === 0 && <p className="dim">{t('office.handovers.otherSide')}</p>}
      {sides.map((side) => (
        <div key={side} className="handover-sign">
          <p>
            <Does side={side} handover={handover} />
          </p>
          <button type="button" className={`button ${side === main ? 'button-next' : ''}`} disabled={busy} onClick={() => void put(side)} data-sign={side}>
            {t(`office.handovers.${side}.button`)}
          </button>
        </div>
      ))}
      <Why failure={sign.failure ?? note.failure} />
    </div>
  )
}

/** What a signature does to whom. */
function Does({ side, handover }: { side: Side; handover: NamedHandover }) {
  const { t } = useTranslation()
  const format = useFormat()
  const given = handover.given?.name
  const goes = given ?? (handover.outgoingName && format.name(handover.outgoingName))
  const comes = handover.incomingName && format.name(handover.incomingName)
  if (side === 'give') return comes ? t('office.handovers.give.does', { name: comes }) : t('office.handovers.give.doesOpen')
  return (
    <>
      {goes ? t('office.handovers.take.does', { name: goes }) : t('office.handovers.take.doesOpen')}
      {!given && goes && <strong className="soon"> {t('office.handovers.take.noGive')}</strong>}
    </>
  )
}

function Why({ failure }: { failure: Parameters<typeof ProblemNote>[0]['failure'] }) {
  const { t } = useTranslation()
  return (
    <>
      <ProblemNote failure={failure} />
      {failure?.problem?.status === 409 && <p>{t('office.handovers.changed')}</p>}
    </>
  )
}
