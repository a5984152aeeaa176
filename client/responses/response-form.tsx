import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { alarmClockKinds, type AlarmClockKind } from '#shared/alarms.ts'
import { lifeSafetyKinds, type AlarmResponse } from '#shared/responses.ts'
import { may } from '#shared/roles.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { scopesOf, useScopeWords } from '../ui/office-fields.tsx'
import { MatterFields } from './matter-fields.tsx'
import { OrderFields } from './order-fields.tsx'
import { pushedAside, sameMatter, saidOf, secondsOf, type Said } from './response-rules.ts'
import { levels, useResponseWords } from './response-words.ts'
import { SecondsField } from './seconds-field.tsx'

type Terms = Pick<AlarmResponse, 'kind' | 'severity' | 'lifeSafety' | 'latching' | 'order'>
type Times = { clocks: Record<AlarmClockKind, Said | null>; escalate: (Said | null)[] }
type Like = Omit<AlarmResponse, 'id' | 'version' | 'ended' | 'community'>

const first: Like = { kind: null, severity: null, lifeSafety: false, latching: false, clocks: { answer: null, start: 1_200, arrive: null }, escalate: [300, 900, null], order: null }
const usual: { clocks: Record<AlarmClockKind, Said>; escalate: Said } = {
  clocks: { answer: { unit: 'seconds', amount: 60 }, start: { unit: 'minutes', amount: 20 }, arrive: { unit: 'minutes', amount: 15 } }, escalate: { unit: 'minutes', amount: 5 },
}
const said = (seconds: number | null): Said | null => (seconds === null ? null : saidOf(seconds))
const seconds = (one: Said | null | undefined): number | null => (one ? secondsOf(one) : null)

type Props = { /** The row that is changed. */ like: AlarmResponse | null; rows: readonly AlarmResponse[]; /** Where it begins. */ community: string | null; onDone: () => void; onClose: () => void }

/** What shall follow. What is about the same as a row there is takes its place. */
export function ResponseForm({ like, rows, community, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const words = useResponseWords()
  const { run, busy, failure } = useCommand('response.set')
  const [place, setPlace] = useState(community)
  const [terms, setTerms] = useState<Terms>(like ?? first)
  const [times, setTimes] = useState<Times>(() => {
    const { clocks, escalate } = like ?? first
    return { clocks: { answer: said(clocks.answer), start: said(clocks.start), arrive: said(clocks.arrive) }, escalate: escalate.map(said) }
  })
  const [reason, setReason] = useState('')
  const put = (more: Partial<Terms>) => setTerms((held) => ({ ...held, ...more }))
  const forLives = terms.kind !== null && lifeSafetyKinds.includes(terms.kind)
  const { clocks, escalate } = times
  const row = {
    community: place, ...terms, lifeSafety: forLives || terms.lifeSafety,
    clocks: { answer: seconds(clocks.answer), start: seconds(clocks.start), arrive: seconds(clocks.arrive) },
    escalate: [seconds(escalate[0]), seconds(escalate[1]), seconds(escalate[2])] satisfies AlarmResponse['escalate'] as AlarmResponse['escalate'],
  }
  const whole = [...Object.values(clocks), ...escalate].every((one) => one === null || (Number.isInteger(one.amount) && one.amount > 0))
  const aside = pushedAside(rows, row)
  const submit = async () => {
    const { kind, severity, lifeSafety, latching, order } = row
    if (!(await run({ community: place, kind, severity, lifeSafety, latching, clocks: row.clocks, escalate: row.escalate, order, reason: reason.trim() }))) return
    say(t('office.responses.form.saved'))
    onDone()
  }
  return (
    <OfficeForm title={t(like ? 'office.responses.form.change' : 'office.responses.form.set')} submit={t('office.responses.form.save')} busy={busy} failure={failure} disabled={reason.trim() === '' || !whole || terms.kind === ''} onSubmit={() => void submit()} onClose={onClose} size="44rem">
      <PlaceChoice value={place} onChange={setPlace} />
      <MatterFields value={terms} onChange={put} fixed={like !== null} />
      {like === null && rows.some((one) => sameMatter(one, row)) && <p className="dim">{t('office.responses.form.replaces')}</p>}
      {aside.length > 0 && <p role="alert" className="response-warning">{t('office.responses.form.aside', { kinds: aside.map(words.kind).join(t('office.responses.and')) })}</p>}
      <fieldset className="response-fields">
        <legend>{t('office.responses.head.clocks')}</legend>
        {alarmClockKinds.map((kind) => (
          <SecondsField key={kind} name={t(`office.responses.clockName.${kind}`)} none={t('office.responses.noClock')} said={clocks[kind]} usual={usual.clocks[kind]} onChange={(one) => setTimes({ ...times, clocks: { ...clocks, [kind]: one } })} />
        ))}
      </fieldset>
      <fieldset className="response-fields">
        <legend>{t('office.responses.form.told')}</legend>
        {levels.map((level, index) => (
          <SecondsField key={level} name={t(`words.escalation.${level}`)} none={t('office.responses.notTold')} said={escalate[index] ?? null} usual={usual.escalate} onChange={(one) => setTimes({ ...times, escalate: escalate.map((held, at) => (at === index ? one : held)) })} />
        ))}
      </fieldset>
      <OrderFields order={terms.order} onChange={(order) => put({ order })} />
      <fieldset className="response-fields">
        <legend>{t('office.responses.head.nature')}</legend>
        <label>
          <input type="checkbox" checked={row.lifeSafety} disabled={forLives} onChange={(event) => put({ lifeSafety: event.currentTarget.checked })} />
          <span>{t('office.responses.lifeSafety')} <small className="dim">{t('office.responses.form.lifeSafetyHint')}</small></span>
        </label>
        <label>
          <input type="checkbox" checked={terms.latching} onChange={(event) => put({ latching: event.currentTarget.checked })} />
          <span>{t('office.responses.latching')} <small className="dim">{t('office.responses.form.latchingHint')}</small></span>
        </label>
      </fieldset>
      <p className="response-preview" role="status">{whole && t('office.responses.form.preview', { sentence: words.sentence(row) })}</p>
      <Textarea label={t('office.admin.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}

/** The company, or a community of one's own: a region says nothing here. */
function PlaceChoice({ value, onChange }: { value: string | null; onChange: (community: string | null) => void }) {
  const { t } = useTranslation()
  const words = useScopeWords()
  const { data: me } = useQuery(meQuery)
  const scopes = me ? scopesOf(me, may['response.set']).filter(({ kind }) => kind !== 'region') : []
  return (
    <Select
      label={t('office.responses.place')} allowDeselect={false} searchable value={value ?? ''}
      data={scopes.map((scope) => ({ value: scope.kind === 'community' ? scope.id : '', label: words(scope) }))}
      onChange={(chosen) => onChange(chosen || null)}
    />
  )
}
