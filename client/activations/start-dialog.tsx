import { Modal, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { real } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import '../i18n/plan-run.ts'
import { useCatalogue, usePlans } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { meQuery, useJudge, useSees } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { goTo, openDialog, type Occasion } from '../ui/desk-state.ts'
import { useDrawing } from '../ui/drawing-state.ts'
import '../ui/form.css'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { PersonField } from './person-field.tsx'
import './start-dialog.css'
import { StartPlace } from './start-place.tsx'
import { StartPlans } from './start-plans.tsx'
import { StartPreview, usePreview } from './start-preview.tsx'
import { isPlaced, placeOf, proposedFirst, type Where } from './start-rules.ts'
import { StartSeveral } from './start-several.tsx'
import { useStarts } from './use-starts.ts'
import { useWarned } from './use-warned.ts'

const close = () => openDialog(null)

/** Which plan, where, real or drill, who commands, why; what it will do and whom it will tell; then go. */
export default function StartDialog({ plan: first, community: firstCommunity, building: firstBuilding, alarm: alarmId, place: firstPlace, reason: firstReason }: Occasion) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const judge = useJudge()
  const sees = useSees()
  const plans = usePlans()
  const me = useQuery(meQuery)
  const drawing = useDrawing((state) => state.asked !== null)
  const alarms = useLive((state) => state.picture.alarm)
  const alarm = alarmId ? alarms.get(alarmId) : undefined
  const warned = useWarned(alarm)
  const communities = (me.data?.communities ?? []).filter((row) => judge('activation.start', row.id) === 'yes')
  const watched = sites.communities.filter((row) => communities.some(({ id }) => id === row.id))
  const [community, setCommunity] = useState<string | null>(alarm?.community ?? firstCommunity ?? (watched.length === 1 ? (watched[0]?.id ?? null) : null))
  const building = alarm?.building ?? firstBuilding ?? null
  const [where, setWhere] = useState<Where>({ kind: building ? 'building' : 'whole', building, unit: null, buildings: [], area: null })
  const [place, setPlace] = useState(firstPlace ?? '')
  const [mode, setMode] = useState<'real' | 'drill'>('real')
  const [commander, setCommander] = useState<string | null>(null)
  const [reason, setReason] = useState(firstReason ?? (alarm ? [placeWords(format, sites, alarm, false), alarmWords(t, alarm)].filter(Boolean).join(' ') : ''))
  const [missing, setMissing] = useState(false)
  const rows = proposedFirst(plans.data ?? [], alarm, alarms.values())
  const [chosen, setChosen] = useState(first ?? null)
  const plan = rows.find((row) => row.plan.id === chosen)?.plan ?? rows.find(({ fits }) => fits)?.plan
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const starts = useStarts()

  const several = warned !== null
  const targets = several ? warned.filter(({ id }) => (picked?.has(id) ?? true) && !starts.isDone(id)).map(({ id }) => id) : community ? [community] : []
  const drillsOnly = targets.some((id) => judge('activation.start', id, { drill: false }) === 'drill-only')
  const drill = drillsOnly || mode === 'drill'
  const previewed = several ? (targets[0] ?? null) : community
  const at: Where = several ? { ...where, kind: 'whole' } : where
  const preview = usePreview(plan, previewed, at, drill, isPlaced(at) && previewed !== null && sees('activationPreview', previewed) === 'yes')
  const asks = preview.data?.asks ?? (plan?.secondPerson === true && !drill)
  const over = several && warned.length > 0 && warned.every(({ id }) => starts.isDone(id))

  const start = async () => {
    if (over) return close()
    if (!plan || targets.length === 0 || reason.trim() === '' || !isPlaced(at)) return setMissing(true)
    const made = await starts.go(targets, (id) => ({
      plan: plan.id, community: id, ...placeOf(at), place: several ? '' : place, alarm: drill ? null : alarmOf(id), drill, reason, ...(commander && !several ? { commander } : {}),
    }))
    if (several) return
    const [activation] = made
    if (!activation) return
    say(t(activation.asked ? 'run.start.asked' : preview.data?.running === activation.id ? 'run.start.joined' : 'run.start.started'))
    goTo({ kind: 'activation', id: activation.id })
  }
  /** The same warning has an alarm of its own in each community. What is practised answers none of them. */
  const alarmOf = (id: string): string | null => (alarm?.community === id ? alarm.id : alarm?.warning ? ([...alarms.values()].find((one) => one.community === id && one.warning === alarm.warning)?.id ?? null) : null)

  const word = several && targets.length > 1 ? t('run.start.several', { count: targets.length }) : t(preview.data?.running ? 'run.start.join' : drill ? 'run.start.goDrill' : asks ? 'run.start.ask' : 'run.start.go')
  // From what is staged nothing is started: it would be in earnest, or a drill beside the drill.
  if (alarm && alarm.mode !== real) return null
  return (
    <Modal opened={!drawing} onClose={close} title={t('plan.start')} size="76rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className={`start${drill ? ' start-drill' : ''}`}>
        <StartPlans rows={rows} chosen={plan} onChoose={setChosen} failed={plans.isError} loading={plans.isPending} />
        <div className="start-form">
          {several ? (
            <StartSeveral communities={warned} chosen={picked ?? new Set(warned.map(({ id }) => id))} onChoose={setPicked} outcomes={starts.outcomes} />
          ) : (
            <>
              {watched.length > 1 && (
                <Select
                  label={t('run.start.community')} data={watched.map((row) => ({ value: row.id, label: format.name(row.name) }))} value={community} searchable error={missing && !community}
                  onChange={(value) => {
                    setCommunity(value)
                    setCommander(null)
                    setWhere({ kind: 'whole', building: null, unit: null, buildings: [], area: null })
                  }}
                />
              )}
              {community && <StartPlace community={community} where={where} onWhere={setWhere} place={place} onPlace={setPlace} missing={missing && !isPlaced(where)} />}
            </>
          )}
          <div>
            <SegmentedControl fullWidth value={drill ? 'drill' : 'real'} onChange={(value) => setMode(value === 'drill' ? 'drill' : 'real')} aria-label={t('run.start.mode')} data={[{ value: 'real', label: t('run.real'), disabled: drillsOnly }, { value: 'drill', label: t('run.drill') }]} />
            <p className="start-mode">{drillsOnly ? t('rights.drillHere') : t(drill ? 'run.start.drillHint' : 'run.start.realHint')}</p>
          </div>
          {!several && community && <PersonField label={t('run.start.commander')} community={community} value={commander} onChange={setCommander} placeholder={t('run.start.me', { name: me.data?.user.name ?? '' })} clearable />}
          <Textarea label={t('run.start.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} placeholder={t('run.start.reasonHint')} error={missing && reason.trim() === '' ? t('run.start.reasonNeeded') : undefined} maxLength={400} autosize minRows={1} data-autofocus />
          {plan && <StartPreview plan={plan} drill={drill} preview={preview.data} failed={preview.isError} />}
          <ProblemNote failure={several ? null : starts.failure} />
        </div>
      </div>
      <div className="dialog-foot start-foot">
        <button type="button" className="button button-bare" onClick={close}>
          {t('act.cancel')}
        </button>
        <button type="button" className={`button ${drill || over ? 'button-next' : 'button-danger'}`} disabled={starts.busy || !plan || (targets.length === 0 && !over)} onClick={() => void start()} data-start>
          {over ? t('run.start.done') : plan ? `${word}${t('join.colon')}${format.name(plan.name)}` : word}
        </button>
      </div>
    </Modal>
  )
}
