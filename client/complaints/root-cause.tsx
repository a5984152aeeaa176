import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnexplained, type OpenComplaint } from '#shared/complaints.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

/** Why it is late: asked for where it is missing, of whoever may say it. */
export function RootCause({ complaint }: { complaint: OpenComplaint }) {
  const { t } = useTranslation()
  const may = useMay()
  const client = useQueryClient()
  const explain = useCommand('order.explain')
  const [text, setText] = useState<string | null>(null)
  const { order } = complaint
  const mine = may('order.explain', order.community, { order })
  const asked = isUnexplained(complaint)
  const save = async () => {
    if (!(await explain.run({ version: order.version, rootCause: (text ?? '').trim() }, order.id))) return void client.invalidateQueries({ queryKey: ['stocktake'] })
    await client.invalidateQueries({ queryKey: ['stocktake'] })
    setText(null)
    say(t('office.complaints.cause.saved'))
  }
  if (!asked && text === null) {
    return (
      <>
        {order.rootCause ?? '–'}{' '}
        {mine && order.rootCause && (
          <button type="button" className="link not-on-paper" onClick={() => setText(order.rootCause ?? '')} aria-label={t('office.complaints.cause.label', { number: order.number })}>
            {t('office.complaints.cause.change')}
          </button>
        )}
      </>
    )
  }
  if (!mine) return <span className="soon">{t('office.complaints.cause.missing')}</span>
  return (
    <form
      className="root-cause"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Textarea autosize minRows={1} maxRows={6} maxLength={2000} value={text ?? ''} onChange={(event) => setText(event.currentTarget.value)} placeholder={t('office.complaints.cause.hint')} aria-label={t('office.complaints.cause.label', { number: order.number })} />
      {text !== null && text.trim() !== '' && (
        <button type="submit" className="button button-next" disabled={explain.busy}>
          {t('office.complaints.cause.save')}
        </button>
      )}
      {text !== null && !asked && (
        <button type="button" className="button button-bare" onClick={() => setText(null)}>
          {t('office.complaints.cause.cancel')}
        </button>
      )}
      <ProblemNote failure={explain.failure} />
    </form>
  )
}
