import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isDrill } from '#shared/modes.ts'
import { audiences, ways } from '#shared/plans.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { now, useNow } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { RunFormProps } from './run-form.ts'

/** Milliseconds in which what was checked must be confirmed. */
const within = 30_000
const empty = { zh: '', en: '' }

/** Something is told to residents or outside bodies: from the plan's own words or others, looked at in both languages, then confirmed within 30 s. */
export function MessageForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const clock = useNow()
  const notices = activation.steps.flatMap(({ key, notify }) => (notify ? [{ key, notify }] : []))
  const [audience, setAudience] = useState<(typeof audiences)[number]>('residents')
  const [way, setWay] = useState<(typeof ways)[number]>('gateway')
  const [to, setTo] = useState<{ zh: string; en: string }>(empty)
  const [text, setText] = useState<{ zh: string; en: string }>(empty)
  const [reason, setReason] = useState(activation.reason)
  const [checkedAt, setCheckedAt] = useState<number | null>(null)
  const { run, busy, failure } = useCommand('activation.message')
  const take = (key: string | null) => {
    const chosen = notices.find((notice) => notice.key === key)?.notify
    if (!chosen) return
    setTo(chosen.to)
    setText(chosen.text)
    setAudience(chosen.audience ?? 'outside')
    setWay(chosen.way ?? 'gateway')
  }
  const whole = [to.zh, to.en, text.zh, text.en, reason].every((words) => words.trim() !== '')
  const left = checkedAt === null ? null : Math.ceil((checkedAt + within - clock) / 1000)
  const send = async () => {
    if (checkedAt === null) return setCheckedAt(now())
    if (!(await run({ audience, way, to, text, reason, at: new Date(checkedAt).toISOString() }, activation.id))) return
    say(t('run.dialog.sent'))
    onClose()
  }
  const drill = isDrill(activation.mode)
  if (checkedAt !== null && left !== null) {
    return (
      <OfficeForm title={title} submit={t('run.dialog.sendNow')} busy={busy} failure={failure} disabled={left <= 0} danger={!drill} onSubmit={() => void send()} onClose={onClose}>
        <p>{[t(`run.dialog.audienceOf.${audience}`), t(`run.dialog.wayOf.${way}`)].join(t('join.dot'))}</p>
        {(['zh', 'en'] as const).map((language) => (
          <blockquote key={language} lang={language === 'zh' ? 'zh-CN' : 'en'} className="message-said">
            <strong>{to[language]}</strong>
            <p>{text[language]}</p>
          </blockquote>
        ))}
        <p className={left <= 0 ? 'late' : 'dim'} role="status">
          {left <= 0 ? t('run.dialog.expired') : drill ? t('run.dialog.messageDrill') : t('run.dialog.messageLead')} {left > 0 && t('run.dialog.within', { count: left })}
        </p>
        <button type="button" className="link" onClick={() => setCheckedAt(null)}>
          {t('run.dialog.back')}
        </button>
      </OfficeForm>
    )
  }
  return (
    <OfficeForm title={title} submit={t('run.dialog.check')} busy={busy} failure={failure} disabled={!whole} onSubmit={() => void send()} onClose={onClose}>
      {notices.length > 0 && <Select label={t('run.dialog.template')} placeholder={t('run.dialog.own')} data={notices.map(({ key, notify }) => ({ value: key, label: `${format.name(notify.to)}${t('join.colon')}${format.name(notify.text)}` }))} onChange={take} />}
      <div className="form-pair">
        <Select label={t('run.dialog.audience')} data={audiences.map((value) => ({ value, label: t(`run.dialog.audienceOf.${value}`) }))} value={audience} onChange={(value) => setAudience(audiences.find((one) => one === value) ?? audience)} allowDeselect={false} />
        <Select label={t('run.dialog.way')} data={ways.map((value) => ({ value, label: t(`run.dialog.wayOf.${value}`) }))} value={way} onChange={(value) => setWay(ways.find((one) => one === value) ?? way)} allowDeselect={false} />
      </div>
      <div className="form-pair">
        <TextInput label={t('run.dialog.toZh')} value={to.zh} onChange={(event) => setTo({ ...to, zh: event.currentTarget.value })} maxLength={200} />
        <TextInput label={t('run.dialog.toEn')} value={to.en} onChange={(event) => setTo({ ...to, en: event.currentTarget.value })} maxLength={200} />
      </div>
      <Textarea label={t('run.dialog.textZh')} value={text.zh} onChange={(event) => setText({ ...text, zh: event.currentTarget.value })} maxLength={200} autosize minRows={2} />
      <Textarea label={t('run.dialog.textEn')} value={text.en} onChange={(event) => setText({ ...text, en: event.currentTarget.value })} maxLength={200} autosize minRows={2} />
      <TextInput label={t('run.dialog.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} />
    </OfficeForm>
  )
}
