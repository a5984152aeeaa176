import { Modal, Select, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fitsAlarm, type Plan } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { useCatalogue, usePlans } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { useJudge } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { goTo, openDialog, type Place } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { PlanPreview } from './plan-preview.tsx'
import './start-dialog.css'

/** Which plan, where, real or drill, why; what it will do and whom it will tell; then go. */
export default function StartDialog({ plan: first, community: firstCommunity, building: firstBuilding, alarm: alarmId }: Place & { plan?: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const judge = useJudge()
  const plans = usePlans()
  const alarm = useLive((state) => (alarmId ? state.picture.alarm.get(alarmId) : undefined))
  const { run, busy, failure } = useCommand('activation.start')
  const communities = sites.communities.filter((row) => judge('activation.start', row.id) === 'yes')
  const [community, setCommunity] = useState<string | null>(alarm?.community ?? firstCommunity ?? (communities.length === 1 ? (communities[0]?.id ?? null) : null))
  const [building, setBuilding] = useState<string | null>(alarm?.building ?? firstBuilding ?? null)
  const [place, setPlace] = useState('')
  const [mode, setMode] = useState<'real' | 'drill'>('real')
  const [reason, setReason] = useState(alarm ? [placeWords(format, sites, alarm, false), alarmWords(t, alarm)].filter(Boolean).join(' ') : '')
  const [missing, setMissing] = useState(false)
  const fits = (plan: Plan) => alarm !== undefined && fitsAlarm(plan, alarm)
  const library = (plans.data ?? []).toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
  const [chosen, setChosen] = useState(first ?? null)
  const plan = library.find((row) => row.id === chosen) ?? (alarm ? library.find(fits) : undefined)
  const drillsOnly = community !== null && judge('activation.start', community, { drill: false }) === 'drill-only'
  const drill = drillsOnly || mode === 'drill'

  const start = async () => {
    if (!plan || !community || reason.trim() === '') return setMissing(true)
    const reply = await run({ plan: plan.id, community, building, place, alarm: alarm?.id ?? null, drill, reason })
    if (!reply) return
    say(t('plan.started'))
    goTo({ kind: 'activation', id: reply.body.id })
  }
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('plan.start')} size="56rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="start">
        <fieldset className="start-plans">
          <legend>{t('plan.choose')}</legend>
          {plans.isError && <p>{t('state.failed')}</p>}
          {plans.data?.length === 0 && <p className="dim">{t('plan.none')}</p>}
          {library.map((row) => (
            <label key={row.id} className="start-plan" data-chosen={row === plan || undefined}>
              <input type="radio" name="plan" checked={row === plan} onChange={() => setChosen(row.id)} />
              <span>
                {format.name(row.name)}
                {fits(row) && <em>{t('plan.proposed')}</em>}
              </span>
              <small>{row.targetMinutes ? t('plan.minutes', { count: row.targetMinutes }) : ''}</small>
            </label>
          ))}
        </fieldset>
        <div className="start-form">
          {communities.length > 1 && <Select label={t('order.community')} data={communities.map((row) => ({ value: row.id, label: format.name(row.name) }))} value={community} onChange={(value) => { setCommunity(value); setBuilding(null) }} searchable error={missing && !community} />}
          <div className="form-pair">
            <Select label={t('order.building')} data={sites.buildings.filter((row) => row.community === community).map((row) => ({ value: row.id, label: format.name(row.name) }))} value={building} onChange={setBuilding} searchable clearable />
            <TextInput label={t('order.place')} value={place} onChange={(event) => setPlace(event.currentTarget.value)} placeholder={t('order.placeHint')} maxLength={120} />
          </div>
          <div>
            <SegmentedControl fullWidth value={drill ? 'drill' : 'real'} onChange={(value) => setMode(value === 'drill' ? 'drill' : 'real')} aria-label={t('plan.mode')} data={[{ value: 'real', label: t('plan.real'), disabled: drillsOnly }, { value: 'drill', label: t('plan.drill') }]} />
            <p className="start-mode">{drillsOnly ? t('rights.drillHere') : t(drill ? 'plan.drillHint' : 'plan.realHint')}</p>
          </div>
          <Textarea label={t('plan.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} placeholder={t('plan.reasonHint')} error={missing && reason.trim() === '' ? t('plan.reasonNeeded') : undefined} maxLength={400} autosize minRows={2} data-autofocus />
          {plan && <PlanPreview plan={plan} drill={drill} />}
          <ProblemNote failure={failure} />
          <div className="dialog-foot">
            <button type="button" className="button button-bare" onClick={() => openDialog(null)}>
              {t('act.cancel')}
            </button>
            <button type="button" className={`button ${drill ? 'button-next' : 'button-danger'}`} disabled={busy || !plan || !community} onClick={() => void start()} data-start>
              {plan ? `${t(drill ? 'plan.goDrill' : 'plan.go')}${t('join.colon')}${format.name(plan.name)}` : t('plan.go')}
            </button>
          </div>
        </div>
      </div>
    </Modal>
  )
}
