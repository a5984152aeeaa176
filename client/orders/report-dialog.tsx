import { Button, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useState, type ChangeEvent, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, facilities, priorities, type Category, type Facility, type Order, type OrderSource, type Priority } from '#shared/orders.ts'
import { languages, type Language } from '#shared/text.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import '../i18n/reporting.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { useMay } from '../live/session.ts'
import { openDialog, select, type Place } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { PhotoInput } from '../ui/photo-input.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { deskSources, emptyDraft, isTyped, joinOf, keepDraft, keptDraft, ofAlarm, requestOf } from './report-draft.ts'
import '../ui/form.css'
import './report-dialog.css'
import { ReportKnown } from './report-known.tsx'
import { ReportWhere } from './report-where.tsx'

type TypedField = 'title' | 'reporter' | 'reporterPhone' | 'description'
const mostPhotos = 9

/** What somebody says on the phone becomes an order, or one more report of an order that is there. All of it by keyboard. */
export default function ReportDialog({ community: firstCommunity, building: firstBuilding, alarm: alarmId, device: firstDevice, place: firstPlace }: Place) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const may = useMay()
  const alarm = useLive((state) => (alarmId ? state.picture.alarm.get(alarmId) : undefined))
  const { run, busy, failure } = useCommand('order.report')
  const join = useCommand('order.join')
  const communities = sites.communities.filter((row) => may('order.report', row.id))
  const [restored] = useState(() => (alarmId || firstBuilding || firstDevice ? null : keptDraft()))
  const [values, setValues] = useState(
    () => restored ?? { ...emptyDraft(firstCommunity ?? (communities.length === 1 ? (communities[0]?.id ?? '') : ''), firstBuilding ?? null), device: firstDevice ?? null, place: firstPlace ?? '', ...(alarm ? ofAlarm(alarm, alarmWords(t, alarm)) : {}) },
  )
  const set = (change: Partial<typeof values>) => setValues((held) => ({ ...held, ...change }))
  const wrong = (field: string) => failure?.problem?.errors?.find((error) => error.field === field)?.message
  const typed = (name: TypedField) => ({
    value: values[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => set({ [name]: event.currentTarget.value }),
    error: wrong(name),
  })
  const leave = (chosen?: string) => {
    openDialog(null)
    if (chosen) select({ kind: 'order', id: chosen })
  }
  const done = (words: string, order: string) => {
    keepDraft(null)
    leave(order)
    say(words)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const reply = await run(requestOf(values, alarm?.id ?? null))
    if (reply) done(t('order.reported'), reply.body.id)
  }
  const attach = async (order: Order) => {
    if (await join.run(joinOf(values), order.id)) done(t('reporting.attached', order), order.id)
  }
  const look = (order: Order) => {
    keepDraft(values)
    leave(order.id)
    say(t('reporting.keep'))
  }
  const cancel = () => {
    keepDraft(null)
    leave()
  }
  return (
    <Modal opened onClose={cancel} title={t('order.new')} size="64rem" lockScroll={false} closeOnClickOutside={!isTyped(values)} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form onSubmit={(event) => void submit(event)} className="report-form">
        <div className="form">
          {restored && <p className="dim">{t('reporting.restored')}</p>}
          <TextInput label={t('order.what')} placeholder={t('order.whatHint')} required withAsterisk={false} maxLength={120} data-autofocus {...typed('title')} />
          {communities.length > 1 && (
            <Select label={t('order.community')} data={communities.map((row) => ({ value: row.id, label: format.name(row.name) }))} searchable required withAsterisk={false} allowDeselect={false} value={values.community} onChange={(value) => set({ community: value ?? '', building: null, device: null })} error={wrong('community')} />
          )}
          <ReportWhere key={values.community} draft={values} sites={sites} onChange={set} wrong={wrong} />
          <div className="form-pair">
            <Select label={t('order.category')} data={categories.map((value) => ({ value, label: t(`words.category.${value}`) }))} allowDeselect={false} value={values.category} onChange={(value) => value && set({ category: value as Category })} error={wrong('category')} />
            {values.category === 'repair' && (
              <Select label={t('reporting.facility')} placeholder={t('reporting.noFacility')} data={facilities.map((value) => ({ value, label: t(`words.facility.${value}`) }))} clearable value={values.facility} onChange={(value) => set({ facility: value as Facility | null })} error={wrong('facility')} />
            )}
          </div>
          <div>
            <SegmentedControl fullWidth aria-label={t('order.priority')} data={priorities.map((value) => ({ value, label: t(`words.priority.${value}`) }))} value={values.priority} onChange={(value) => set({ priority: value as Priority })} />
          </div>
          <div className="form-pair">
            <TextInput label={t('order.reporter')} maxLength={60} {...typed('reporter')} />
            <TextInput label={t('order.phone')} type="tel" maxLength={30} {...typed('reporterPhone')} />
            {!alarm && (
              <Select label={t('reporting.source')} data={deskSources.map((value) => ({ value, label: t(`words.orderSource.${value}`) }))} allowDeselect={false} value={values.source} onChange={(value) => value && set({ source: value as OrderSource })} error={wrong('source')} />
            )}
            <Select label={t('reporting.language')} data={languages.map((value) => ({ value, label: t(`reporting.${value}`) }))} allowDeselect={false} value={values.language} onChange={(value) => value && set({ language: value as Language })} />
          </div>
          <Textarea label={t('order.description')} maxLength={4000} autosize minRows={2} maxRows={6} {...typed('description')} />
          <PhotoStrip photos={values.photos.map((id) => ({ id, kind: 'report' }))} onRemove={(id) => setValues((held) => ({ ...held, photos: held.photos.filter((one) => one !== id) }))} />
          <PhotoInput kind="report" most={mostPhotos - values.photos.length} onPhoto={(id) => setValues((held) => ({ ...held, photos: [...held.photos, id] }))} />
        </div>
        <aside aria-label={t('reporting.known')} aria-live="polite">
          <ReportKnown draft={values} busy={busy || join.busy} onAttach={(order) => void attach(order)} onLook={look} />
        </aside>
        <footer>
          <ProblemNote failure={failure ?? join.failure} />
          <div className="dialog-foot">
            <Button variant="subtle" onClick={cancel}>
              {t('act.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={values.community === ''}>
              {t('order.report')}
            </Button>
          </div>
        </footer>
      </form>
    </Modal>
  )
}
