import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandInput } from '#shared/commands.ts'
import { useCommand } from '../live/command-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

/** How to take back: one order to whom it was with, or many at once. */
type Back = { order: string; assignee: string; version: number } | CommandInput<'order.redistribute'>
/** `subject` and `version`: what the notice is about. `back`: null where nobody had it before. */
export type Undo = { subject: string; version: number; message: string; undone: string; back: Back | null }

const seconds = 10

/** Says that it was done and, where somebody had it before, takes it back within ten seconds. */
export function offerUndo(undo: Undo): void {
  // A notice of the same that is still up offers what can no longer be undone.
  const id = `undo-${undo.subject}-${undo.version}`
  notifications.hide(`undo-${undo.subject}-${undo.version - 1}`)
  notifications.show({ id, closeButtonProps: { 'aria-label': i18next.t('act.close') }, message: <UndoNotice undo={undo} close={() => notifications.hide(id)} />, autoClose: undo.back ? false : 5000 })
}

function UndoNotice({ undo: { message, undone: told, back }, close }: { undo: Undo; close: () => void }) {
  const { t } = useTranslation()
  const [left, setLeft] = useState(seconds)
  const [undone, setUndone] = useState(false)
  const one = useCommand('order.reassign')
  const many = useCommand('order.redistribute')
  const busy = one.busy || many.busy
  const failure = one.failure ?? many.failure

  useEffect(() => {
    const timer = setInterval(() => setLeft((held) => held - 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const over = left <= 0 && back !== null && !busy && !failure && !undone
  useEffect(() => {
    if (over) close()
  }, [over, close])

  const takeBack = async (to: Back) => {
    const reply = await ('moves' in to ? many.run(to) : one.run({ assignee: to.assignee, version: to.version, reason: '' }, to.order))
    if (!reply) return
    setUndone(true)
    setTimeout(close, 3000)
  }
  if (undone) return told
  return (
    <div className="undo">
      <span>{message}</span>
      {back && (
        <button type="button" className="button button-next" disabled={busy} data-undo onClick={() => void takeBack(back)}>
          {t('order.undoLeft', { seconds: Math.max(0, left) })}
        </button>
      )}
      <ProblemNote failure={failure} />
    </div>
  )
}
