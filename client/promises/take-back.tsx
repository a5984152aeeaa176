import { useTranslation } from 'react-i18next'
import type { ServicePromise } from '#shared/promises.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import { usePromiseSentence } from './limit-words.ts'
import { afterTakingBack } from './promise-rules.ts'

type Props = { row: ServicePromise; rows: readonly ServicePromise[]; onDone: () => void; onClose: () => void }

/** A promise taken back, with what is promised instead. */
export function TakeBack({ row, rows, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const sentence = usePromiseSentence()
  const { run, busy, failure } = useCommand('promise.end')
  const next = afterTakingBack(rows, row, now())
  const what = Date.parse(row.from) > now() ? t('office.promises.back.whatLater') : next ? t('office.promises.back.what', { sentence: sentence(next.limits) }) : t('office.promises.back.nothing')
  const confirm = (reason: string) =>
    void run({ version: row.version, reason }, row.id).then((reply) => {
      if (!reply) return
      say(t('office.promises.back.done'))
      onDone()
    })
  return <OfficeConfirm title={t('office.promises.back.title')} what={what} submit={t('office.promises.back.act')} danger reason busy={busy} failure={failure} onConfirm={confirm} onClose={onClose} />
}
