import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { queryPaths } from '#shared/paths.ts'
import type { Order, Redistribution } from '#shared/orders.ts'
import { post } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { Asked } from '../ui/asked.tsx'
import { openDialog, type Redistributing } from '../ui/desk-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useNames } from './candidate-words.ts'
import { RedistributeLine } from './redistribute-line.tsx'
import { backOf, chosenFor, movesOf, type Choices, type Handed, type Line } from './redistribute-rules.ts'
import { offerUndo } from './undo-notice.tsx'
import '../ui/form.css'
import './redistribute.css'

/** Somebody's orders, or several that were chosen, go to others: looked at line by line, done at once, taken back at once. */
export default function RedistributeDialog({ community, from, orders }: Redistributing) {
  const { t } = useTranslation()
  const name = useNames()
  const [reason, setReason] = useState(t(from ? 'redistribute.sick' : 'redistribute.several'))
  const [choices, setChoices] = useState<Choices>({})
  const { run, busy, failure, clear } = useCommand('order.redistribute')
  const query = useQuery({
    queryKey: ['redistribution', community, from, orders],
    queryFn: async () => (await post(queryPaths.redistribution, { community, from: from ?? null, orders: orders ? [...orders] : null })) as Redistribution,
    gcTime: 0,
    staleTime: Infinity,
  })
  /** What somebody else changed while it was looked at. */
  const changed = failure?.problem?.status === 409 ? ((failure.problem.current ?? []) as Order[]).map(({ id }) => id) : null

  const submit = async (lines: readonly Line[]) => {
    const moves = movesOf(lines, choices)
    const before = useLive.getState().picture.order
    const reply = await run({ community, moves, reason })
    if (reply) {
      const back = backOf(reply.body.orders as Handed[], before)
      openDialog(null)
      offerUndo({
        subject: moves[0]?.order ?? community,
        version: reply.cursor,
        message: t('redistribute.done', { count: moves.length }),
        undone: t('redistribute.undone', { count: back.length }),
        back: back.length > 0 ? { community, moves: back, reason: t('act.undo') } : null,
      })
      return
    }
    setChoices({})
    void query.refetch()
  }

  return (
    <Modal opened onClose={() => openDialog(null)} title={from ? t('redistribute.titleFrom', { name: name(from) }) : t('redistribute.title')} size="56rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <Asked query={query}>
        {(lines) => (
          <Lines
            lines={lines}
            choices={choices}
            changed={changed ?? []}
            reason={reason}
            busy={busy || query.isFetching}
            note={changed ? <p className="problem" role="alert" data-testid="redistribute-conflict">{t('redistribute.conflict', { count: changed.length })}</p> : <ProblemNote failure={failure} />}
            onReason={setReason}
            onChoose={(order, person) => {
              clear()
              setChoices((before) => ({ ...before, [order]: person }))
            }}
            onSubmit={() => void submit(lines)}
          />
        )}
      </Asked>
    </Modal>
  )
}

type LinesProps = {
  lines: readonly Line[]
  choices: Choices
  changed: readonly string[]
  reason: string
  busy: boolean
  note: React.ReactNode
  onReason: (reason: string) => void
  onChoose: (order: string, person: string | null) => void
  onSubmit: () => void
}

function Lines({ lines, choices, changed, reason, busy, note, onReason, onChoose, onSubmit }: LinesProps) {
  const { t } = useTranslation()
  const moves = movesOf(lines, choices)
  const people = new Set(moves.map(({ assignee }) => assignee)).size
  const left = lines.length - moves.length
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  if (lines.length === 0) return <p>{t('redistribute.none')}</p>
  return (
    <form className="form" onSubmit={send} data-testid="redistribute">
      <p className="dim">{t('redistribute.lead')}</p>
      {note}
      <ul className="redistribute-lines">
        {lines.map((line) => (
          <RedistributeLine key={line.order} line={line} chosen={chosenFor(line, choices)} changed={changed.includes(line.order)} onChoose={(person) => onChoose(line.order, person)} />
        ))}
      </ul>
      <input className="field" value={reason} onChange={(event) => onReason(event.target.value)} placeholder={t('redistribute.reason')} aria-label={t('redistribute.reason')} required maxLength={400} />
      <p>{[t('redistribute.summary', { count: moves.length, people }), left > 0 && t('redistribute.left', { count: left })].filter(Boolean).join(t('join.dot'))}</p>
      <div className="dialog-foot">
        <Button variant="subtle" onClick={() => openDialog(null)}>
          {t('act.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={moves.length === 0 || reason.trim() === ''} data-confirm>
          {t('redistribute.confirm', { count: moves.length })}
        </Button>
      </div>
    </form>
  )
}
