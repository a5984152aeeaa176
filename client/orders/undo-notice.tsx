import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

type Undo = { order: string; version: number; message: string; before: string | null; beforeName: string }

const seconds = 10

/** Says that it was done and, where somebody had the order before, takes it back within ten seconds. */
export function offerUndo(undo: Undo): void {
  // A notice of the same order that is still up offers what can no longer be undone.
  const id = `undo-${undo.order}-${undo.version}`
  notifications.hide(`undo-${undo.order}-${undo.version - 1}`)
  notifications.show({ id, message: <UndoNotice undo={undo} close={() => notifications.hide(id)} />, autoClose: undo.before ? false : 5000 })
}

function UndoNotice({ undo, close }: { undo: Undo; close: () => void }) {
  const { t } = useTranslation()
  const [left, setLeft] = useState(seconds)
  const [undone, setUndone] = useState(false)
  const { run, busy, failure } = useCommand('order.reassign')
  const { before } = undo

  useEffect(() => {
    const timer = setInterval(() => setLeft((held) => held - 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const over = left <= 0 && before !== null && !busy && !failure
  useEffect(() => {
    if (over) close()
  }, [over, close])

  if (undone) return t('order.undone', { name: undo.beforeName })
  return (
    <div className="undo">
      <span>{undo.message}</span>
      {before && (
        <button
          type="button"
          className="button button-next"
          disabled={busy}
          data-undo
          onClick={async () => {
            const reply = await run({ assignee: before, version: undo.version, reason: '' }, undo.order)
            if (!reply) return
            setUndone(true)
            setTimeout(close, 3000)
          }}
        >
          {t('order.undoLeft', { seconds: Math.max(0, left) })}
        </button>
      )}
      <ProblemNote failure={failure} />
    </div>
  )
}
