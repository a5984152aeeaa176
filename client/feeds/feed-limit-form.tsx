import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeedState } from '#shared/feeds.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

/** Seconds that are usual; anything else is typed. */
const usual = [60, 300, 900, 3_600, 21_600, 86_400] as const
const [quiet, other] = ['quiet', 'other'] as const

/** When a feed of one community counts as silent. */
export function FeedLimitForm({ feed: { community, door, seconds }, onClose }: { feed: FeedState; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run, busy, failure } = useCommand('feed.limit')
  const isUsual = usual.some((one) => one === seconds)
  const [chosen, choose] = useState(seconds === null ? quiet : isUsual ? String(seconds) : other)
  const [typed, type] = useState(String(seconds ?? 300))
  const wanted = chosen === quiet ? null : Number(chosen === other ? typed : chosen)
  const wrong = wanted !== null && !(Number.isInteger(wanted) && wanted >= 30 && wanted <= 2_592_000)
  const submit = () =>
    void run({ community, door, seconds: wanted }).then((reply) => {
      if (!reply) return
      say(t('office.feeds.saved'))
      onClose()
    })
  const choices = [
    { value: quiet, label: t('office.feeds.quiet') }, ...usual.map((one) => ({ value: String(one), label: format.age(one) })), { value: other, label: t('office.feeds.other') },
  ]
  return (
    <OfficeForm title={t('office.feeds.dialog', { door: t(`office.keys.door.${door}`) })} submit={t('office.admin.save')} busy={busy} failure={failure} disabled={wrong} onSubmit={submit} onClose={onClose} size="26rem">
      <Select label={t('office.feeds.limit')} data={choices} value={chosen} onChange={(value) => value && choose(value)} allowDeselect={false} data-autofocus />
      {chosen === other && <TextInput type="number" label={t('office.feeds.seconds')} value={typed} onChange={(event) => type(event.currentTarget.value)} min={30} max={2_592_000} step={1} />}
    </OfficeForm>
  )
}
