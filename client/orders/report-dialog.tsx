import { Button, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useState, type ChangeEvent, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { categories, priorities, type Category, type Priority } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { useMay } from '../live/session.ts'
import { openDialog, select, type Place } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

type TypedField = 'title' | 'place' | 'reporter' | 'reporterPhone' | 'description'

const priorityOf: Record<Alarm['severity'], Priority> = { critical: 'urgent', major: 'high', minor: 'normal', notice: 'low' }

export default function ReportDialog({ community: firstCommunity, building: firstBuilding, alarm: alarmId }: Place) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const may = useMay()
  const alarm = useLive((state) => (alarmId ? state.picture.alarm.get(alarmId) : undefined))
  const { run, busy, failure } = useCommand('order.report')
  const communities = sites.communities.filter((row) => may('order.report', row.id))
  const [values, setValues] = useState({
    community: alarm?.community ?? firstCommunity ?? (communities.length === 1 ? (communities[0]?.id ?? '') : ''),
    building: alarm?.building ?? firstBuilding ?? null,
    place: '',
    category: 'repair' as Category,
    priority: alarm ? priorityOf[alarm.severity] : ('normal' as Priority),
    title: alarm ? alarmWords(t, alarm) : '',
    description: alarm?.text ?? '',
    reporter: '',
    reporterPhone: '',
  })
  const set = (change: Partial<typeof values>) => setValues((held) => ({ ...held, ...change }))
  const wrong = (field: string) => failure?.problem?.errors?.find((error) => error.field === field)?.message
  const typed = (name: TypedField) => ({
    value: values[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => set({ [name]: event.currentTarget.value }),
    error: wrong(name),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const reply = await run({ ...values, reporter: values.reporter || null, reporterPhone: values.reporterPhone || null, source: alarm ? 'alarm' : 'phone', alarm: alarm?.id ?? null })
    if (!reply) return
    openDialog(null)
    say(t('order.reported'))
    select({ kind: 'order', id: reply.body.id })
  }
  const buildings = sites.buildings.filter((row) => row.community === values.community)
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('order.new')} size="40rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form onSubmit={(event) => void submit(event)} className="form">
        <TextInput label={t('order.what')} placeholder={t('order.whatHint')} required withAsterisk={false} maxLength={120} data-autofocus {...typed('title')} />
        <div className="form-pair">
          <Select label={t('order.category')} data={categories.map((value) => ({ value, label: t(`words.category.${value}`) }))} allowDeselect={false} value={values.category} onChange={(value) => value && set({ category: value as Category })} error={wrong('category')} />
          {communities.length > 1 && (
            <Select label={t('order.community')} data={communities.map((row) => ({ value: row.id, label: format.name(row.name) }))} searchable required withAsterisk={false} allowDeselect={false} value={values.community} onChange={(value) => set({ community: value ?? '', building: null })} error={wrong('community')} />
          )}
        </div>
        <div>
          <SegmentedControl fullWidth aria-label={t('order.priority')} data={priorities.map((value) => ({ value, label: t(`words.priority.${value}`) }))} value={values.priority} onChange={(value) => set({ priority: value as Priority })} />
        </div>
        <div className="form-pair">
          <Select label={t('order.building')} data={buildings.map((row) => ({ value: row.id, label: format.name(row.name) }))} searchable clearable value={values.building} onChange={(building) => set({ building })} error={wrong('building')} />
          <TextInput label={t('order.place')} placeholder={t('order.placeHint')} maxLength={120} {...typed('place')} />
        </div>
        <div className="form-pair">
          <TextInput label={t('order.reporter')} maxLength={60} {...typed('reporter')} />
          <TextInput label={t('order.phone')} type="tel" maxLength={30} {...typed('reporterPhone')} />
        </div>
        <Textarea label={t('order.description')} maxLength={4000} autosize minRows={2} maxRows={6} {...typed('description')} />
        <ProblemNote failure={failure} />
        <div className="dialog-foot">
          <Button variant="subtle" onClick={() => openDialog(null)}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={values.community === ''}>
            {t('order.report')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
