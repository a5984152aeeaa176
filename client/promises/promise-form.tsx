import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, facilities, orderSources, priorities } from '#shared/orders.ts'
import { hoursKinds, type ServicePromise } from '#shared/promises.ts'
import { may, type Scope } from '#shared/roles.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { ScopeField } from '../ui/office-fields.tsx'
import { LimitFields } from './limit-fields.tsx'
import { limitsOf, saidLimits } from './limit-rules.ts'
import { usePromiseSentence } from './limit-words.ts'
import { useMomentWords } from './moment-words.ts'
import { TermsFields } from './terms-fields.tsx'

type Draft = Pick<ServicePromise, 'category' | 'priority' | 'source' | 'facility' | 'hours' | 'pauses' | 'warnAt' | 'escalateAfter'>

const first: Draft & Pick<ServicePromise, 'limits'> = {
  category: 'repair', priority: 'normal', source: null, facility: null, hours: null, pauses: ['part', 'resident'], warnAt: 75, escalateAfter: [0, 15, 60],
  limits: { respond: { unit: 'minutes', amount: 20 }, arrive: null, solution: null, finish: { unit: 'days', amount: 0 }, close: null, callBack: { unit: 'working-days', amount: 1 } },
}

type Props = { /** What it is to be like at first. */ like: ServicePromise | null; place: Scope | null; onDone: () => void; onClose: () => void }

/** A promise from now or a later moment on. What is about the same as one there takes its place. */
export function PromiseForm({ like, place, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const moment = useMomentWords()
  const sentence = usePromiseSentence()
  const { run, busy, failure } = useCommand('promise.set')
  const [scope, setScope] = useState<Scope>(place ?? { kind: 'everything' })
  const [draft, setDraft] = useState<Draft>(like ?? first)
  const [said, setSaid] = useState(() => saidLimits((like ?? first).limits))
  const [from, setFrom] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const put = (more: Partial<Draft>) => setDraft((held) => ({ ...held, ...more }))
  const submit = async () => {
    const { category, priority, source, facility, hours, pauses, warnAt, escalateAfter } = draft
    const where = { region: scope.kind === 'region' ? scope.id : null, community: scope.kind === 'community' ? scope.id : null }
    const starts = from === null ? null : new Date(from).toISOString()
    const reply = await run({ ...where, category, priority, source, facility, hours, limits: limitsOf(said), pauses, warnAt, escalateAfter, from: starts, reason: reason.trim() })
    if (!reply) return
    say(starts === null ? t('office.promises.form.saved') : t('office.promises.form.savedLater', { time: moment(starts) }))
    onDone()
  }
  const whole = Object.values(said).every((one) => one === null || Number.isInteger(one.amount))
  const incomplete = reason.trim() === '' || from === '' || !whole
  return (
    <OfficeForm title={t(like ? 'office.promises.form.setOf' : 'office.promises.form.set')} submit={t('office.promises.form.save')} busy={busy} failure={failure} disabled={incomplete} onSubmit={() => void submit()} onClose={onClose} size="44rem">
      <ScopeField label={t('office.promises.form.where')} roles={may['promise.set']} value={scope} onChange={setScope} />
      <div className="form-pair">
        <Choice label={t('office.promises.form.category')} list={categories} words={(one) => t(`words.category.${one}`)} value={draft.category} onChange={(category) => put({ category })} />
        <Choice label={t('office.promises.form.priority')} list={priorities} words={(one) => t(`words.priority.${one}`)} value={draft.priority} onChange={(priority) => put({ priority })} />
      </div>
      <details className="promise-fold" open={(draft.source ?? draft.facility ?? draft.hours) !== null}>
        <summary>{t('office.promises.form.narrower')}</summary>
        <div className="form-pair">
          <Choice label={t('office.promises.form.facility')} list={facilities} words={(one) => t(`words.facility.${one}`)} value={draft.facility} onChange={(facility) => put({ facility })} />
          <Choice label={t('office.promises.form.source')} list={orderSources} words={(one) => t(`words.orderSource.${one}`)} value={draft.source} onChange={(source) => put({ source })} />
          <Choice label={t('office.promises.form.hours')} list={hoursKinds} words={(one) => t(`words.hours.${one}`)} value={draft.hours} onChange={(hours) => put({ hours })} />
        </div>
      </details>
      <LimitFields limits={said} onChange={setSaid} />
      <p className="promise-preview" role="status">
        {whole && t('office.promises.form.preview', { sentence: sentence(limitsOf(said)) })}
      </p>
      <fieldset className="promise-start">
        <legend>{t('office.promises.form.start')}</legend>
        <label>
          <input type="radio" name="start" checked={from === null} onChange={() => setFrom(null)} />
          {t('office.promises.form.now')}
        </label>
        <label>
          <input type="radio" name="start" checked={from !== null} onChange={() => setFrom('')} />
          {t('office.promises.form.later')}
        </label>
        {from !== null && <TextInput type="datetime-local" label={t('office.promises.form.at')} description={t('office.promises.form.atHint')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />}
      </fieldset>
      <TermsFields value={draft} onChange={put} />
      <Textarea label={t('office.promises.form.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}

type ChoiceProps<T extends string> = { label: string; list: readonly T[]; words: (one: T) => string; value: T | null; onChange: (chosen: T | null) => void }

/** One of a list, or any. */
function Choice<T extends string>({ label, list, words, value, onChange }: ChoiceProps<T>) {
  const { t } = useTranslation()
  return (
    <Select
      label={label}
      data={[{ value: '', label: t('office.promises.any') }, ...list.map((one) => ({ value: one, label: words(one) }))]}
      value={value ?? ''}
      onChange={(chosen) => onChange(list.find((one) => one === chosen) ?? null)}
      allowDeselect={false}
    />
  )
}
