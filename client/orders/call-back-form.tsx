import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoveChoice, MoveFrame, MoveText } from './move-frame.tsx'
import type { MoveFormProps } from './move-forms.tsx'
import { OrderContact } from './order-contact.tsx'

const ratings = ['1', '2', '3', '4', '5'] as const
type Answer = 'yes' | 'no'

/** What the resident said when they were called back; one who was not reached is neither satisfied nor rates. */
export function CallBackForm({ order, run, busy, onClose }: MoveFormProps) {
  const { t } = useTranslation()
  const [reached, setReached] = useState<Answer | null>(null)
  const [satisfied, setSatisfied] = useState<Answer | null>(null)
  const [rating, setRating] = useState<(typeof ratings)[number] | 'none'>('none')
  const [note, setNote] = useState('')
  const answers = (['yes', 'no'] as const).map((value) => ({ value, label: t(`sheet.${value}`) }))
  const spoke = reached === 'yes'
  const send = async () =>
    (await run('order.call-back', {
      version: order.version, reached: spoke, satisfied: spoke && satisfied === 'yes', rating: spoke && rating !== 'none' ? Number(rating) : null, note: note.trim(),
    })) && onClose()
  return (
    <MoveFrame title={t('sheet.do.call-back')} busy={busy} disabled={reached === null || (spoke && satisfied === null)} onSubmit={() => void send()} onClose={onClose}>
      <OrderContact order={order} />
      <MoveChoice label={t('sheet.reached')} value={reached} of={answers} onChange={setReached} />
      {spoke && <MoveChoice label={t('sheet.satisfied')} value={satisfied} of={answers} onChange={setSatisfied} />}
      {spoke && <MoveChoice label={t('sheet.rating')} value={rating} of={[{ value: 'none', label: t('sheet.ratingNone') }, ...ratings.map((value) => ({ value, label: value }))]} onChange={setRating} />}
      <MoveText label={t('sheet.noteOptional')} value={note} onChange={setNote} lines={1} />
    </MoveFrame>
  )
}
