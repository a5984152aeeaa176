import { Button, Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm, BulkOutcome } from '#shared/alarms.ts'
import { command, Refused } from '../live/api.ts'
import { seen, type Failure } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { now as serverNow } from '../live/now.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import './alarm-sheet.css'
import { chunksOf, leftByFault, mostAtOnce, movable, together, type BulkMove, type Outcome } from './bulk-rules.ts'
import { pickAll, useList } from './list-state.ts'
import { shelvedUntil } from './shelve-rules.ts'
import { ShelveUntil, useShiftEnd, type Chosen } from './shelve-until.tsx'

const close = (): void => useList.setState({ bulk: null })

/** The same for all that are marked, with one reason; then what was done, and what was left and why. */
export function BulkDialog({ move, alarms }: { move: BulkMove; alarms: readonly Alarm[] }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  return outcome ? <Told move={move} outcome={outcome} /> : <Ask move={move} alarms={alarms} onDone={setOutcome} />
}

function Ask({ move, alarms, onDone }: { move: BulkMove; alarms: readonly Alarm[]; onDone: (outcome: Outcome) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ end: 'hour', custom: '' })
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const shift = useShiftEnd(alarms[0]?.community, serverNow())
  const wanted = movable(alarms, move)
  const safety = move === 'shelve' ? wanted.filter(({ lifeSafety }) => lifeSafety).length : 0
  const count = wanted.length

  const send = async () => {
    const until = move === 'shelve' ? shelvedUntil(chosen.end, serverNow(), { shift, custom: chosen.custom }) : null
    setWrong(move === 'shelve' && until === null)
    if (move === 'shelve' && until === null) return
    setBusy(true)
    setFailure(null)
    const outcomes: Outcome[] = []
    try {
      for (const part of chunksOf(wanted, mostAtOnce)) {
        const reply = await command('alarm.bulk', { alarms: part.map(({ id, version }) => ({ id, version })), move, until, reason: reason.trim() })
        outcomes.push(reply.body as unknown as BulkOutcome)
        await seen(reply.cursor)
      }
    } catch (error) {
      // What the parts before did is done: only where there is none of it is the whole a failure.
      if (outcomes.length === 0) {
        setFailure({ problem: error instanceof Refused ? error.problem : null })
        return setBusy(false)
      }
    }
    const outcome = together(outcomes)
    const settled = new Set([...outcome.done, ...outcome.left.map(({ id }) => id)])
    const unasked = wanted.filter(({ id }) => !settled.has(id)).map(({ id }) => ({ id, fault: 'other' }))
    void queries.invalidateQueries({ queryKey: ['alarms'] })
    pickAll([...outcome.left, ...unasked].map(({ id }) => id))
    onDone({ ...outcome, left: [...outcome.left, ...unasked] })
  }
  return (
    <OfficeForm title={t(`office.alarms.bulk.title.${move}`, { count })} submit={t(`office.alarms.bulk.send.${move}`)} busy={busy} failure={failure} disabled={reason.trim() === '' || count === 0} onSubmit={() => void send()} onClose={close}>
      {count === 0 ? <p>{t('office.alarms.bulk.none')}</p> : count < alarms.length && <p className="dim">{t('office.alarms.bulk.fewer', { count: alarms.length, of: count })}</p>}
      {safety > 0 && <p className="soon">{t('office.alarms.bulk.safety', { count: safety })}</p>}
      {move === 'shelve' && <ShelveUntil value={chosen} shift={shift} zone={undefined} wrong={wrong} onChange={setChosen} />}
      <Textarea label={t(move === 'comment' ? 'office.alarms.bulk.note' : 'office.alarms.bulk.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} maxLength={400} autosize minRows={2} data-autofocus />
    </OfficeForm>
  )
}

const known = ['conflict', 'illegal-move', 'not-found', 'not-allowed'] as const

function Told({ move, outcome }: { move: BulkMove; outcome: Outcome }) {
  const { t } = useTranslation()
  const held = useLive((state) => state.picture.alarm)
  const asked = move === 'shelve' ? outcome.done.filter((id) => held.get(id)?.shelvingAsked).length : 0
  const why = (fault: string) => t(`office.alarms.bulk.why.${known.find((one) => one === fault) ?? 'other'}`)
  return (
    <Modal opened onClose={close} title={t(`office.alarms.bulk.title.${move}`, { count: outcome.done.length + outcome.left.length })} size="36rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form" data-testid="bulk-outcome">
        <p role="status">{t('office.alarms.bulk.done', { count: outcome.done.length })}</p>
        {asked > 0 && <p className="soon">{t('office.alarms.bulk.asked', { count: asked })}</p>}
        {outcome.left.length > 0 && (
          <div>
            <p>{t('office.alarms.bulk.left', { count: outcome.left.length })}</p>
            <ul>
              {leftByFault(outcome).map(({ fault, ids }) => (
                <li key={fault} className="dim">{`${t('office.alarms.count', { count: ids.length })}${t('join.colon')}${why(fault)}`}</li>
              ))}
            </ul>
          </div>
        )}
        <div className="dialog-foot">
          <Button onClick={close} data-autofocus>
            {t('office.alarms.bulk.close')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
