import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drill } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { housesOf, usePlans } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { useDrillWords } from './drill-state.ts'

/** Begins what was planned, with what it does and does not do. */
export function StartDrill({ drill, onClose }: { drill: Drill; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useDrillWords()(drill)
  const edition = usePlans().data?.find(({ series }) => series === drill.plan)
  const sites = useQuery({ queryKey: ['sites', drill.community], queryFn: () => ask('sites', { communities: drill.community }), staleTime: 300_000 })
  const { run, busy, failure } = useCommand('activation.start')
  const [building, setBuilding] = useState<string | null>(null)
  const [reason, setReason] = useState(t('office.drills.startUsual'))
  const start = async () => {
    const reply = edition && (await run({ plan: edition.id, community: drill.community, building, drill: true, planned: drill.id, reason: reason.trim(), at: new Date(now()).toISOString() }))
    if (!reply) return
    say(t('office.drills.started'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.drills.startTitle')} submit={t('office.drills.startGo')} busy={busy} failure={failure} disabled={!edition || reason.trim() === ''} onSubmit={() => void start()} onClose={onClose}>
      <p>{t('office.drills.startWhat')}</p>
      {drill.plannedAt && <p className="dim">{t('office.drills.startEarly', { time: `${format.date(drill.plannedAt, zone)} ${format.time(drill.plannedAt, zone)}` })}</p>}
      <Select
        label={t('office.drills.place')} placeholder={t('office.drills.whole')} clearable searchable value={building} onChange={setBuilding}
        data={(sites.data ? housesOf(sites.data, drill.community) : []).map(({ id, name }) => ({ value: id, label: format.name(name) }))}
      />
      <Textarea label={t('office.drills.reason')} placeholder={t('office.drills.reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={1} />
      {!edition && <p role="alert">{t('office.drills.noEdition')}</p>}
    </OfficeForm>
  )
}
