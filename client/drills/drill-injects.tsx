import { SegmentedControl, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drill, Inject } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { injectLines } from './drill-rules.ts'
import { useDrillWords } from './drill-state.ts'
import { InjectPhoto } from './inject-photo.tsx'

/** The script on its clock: what comes next, what waits for a hand, what is in. */
export function DrillInjects({ drill, again }: { drill: Drill; again: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { run, busy, failure } = useCommand('drill.inject')
  const runs = drill.state === 'running'
  const hands = runs && may('drill.inject', drill.community)
  const lines = injectLines(drill)
  const next = runs ? lines.find(({ inject, due }) => !inject.at && due !== null)?.inject.key : undefined
  const put = async (what: { inject: string } | Made): Promise<boolean> => {
    const reply = await run({ version: drill.version, ...what }, drill.id)
    if (reply) say(t('office.drills.putDone'))
    again()
    return reply !== null
  }
  return (
    <section className="drill-box" aria-label={t('office.drills.injectTitle')}>
      <h2>{t('office.drills.injectTitle')}</h2>
      {lines.length === 0 && <p className="dim">{t('office.drills.noInjects')}</p>}
      <ol className="injects">
        {lines.map(({ inject, due }) => (
          <li key={inject.key} data-in={inject.at ? '' : undefined} data-next={inject.key === next || undefined}>
            <InjectWhen inject={inject} due={runs ? due : null} drill={drill} />
            <div className="inject-what">
              <span>{`${t(`office.drills.inject.${inject.kind}`)}${t('join.dot')}`}<InjectText inject={inject} /></span>
              <InjectPhoto value={inject.photo} />
              {inject.alarm && (
                <small className="dim inject-sign">
                  <SeverityMark severity={inject.alarm.severity} hollow /> {`${t(`words.severity.${inject.alarm.severity}`)}${t('join.dot')}${alarmWords(t, { kind: inject.alarm.kind, text: '' })}`}
                </small>
              )}
            </div>
            {hands && !inject.at && (
              <button type="button" className="button" disabled={busy} onClick={() => void put({ inject: inject.key })}>
                {t('office.drills.putIn')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {hands && <MadeUp busy={busy} put={put} />}
      <ProblemNote failure={failure} />
    </section>
  )
}

const InjectText = ({ inject }: { inject: Inject }) => <>{useFormat().name(inject.text)}</>

/** How long until it comes, or when it came. */
function InjectWhen({ inject, due, drill }: { inject: Inject; due: number | null; drill: Drill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { zone } = useDrillWords()(drill)
  const left = due === null ? null : (due - now) / 1000
  const words = inject.at
    ? t('office.drills.at', { time: format.time(inject.at, zone) })
    : left !== null
      ? left > 0 ? t('office.drills.in', { time: format.span(left) }) : t('office.drills.now')
      : typeof inject.minutes !== 'number' ? t('office.drills.handOnly') : drill.state === 'planned' ? t('office.drills.minute', { count: inject.minutes }) : t('office.drills.left')
  return <span className="inject-when">{words}</span>
}

const made = ['word', 'call', 'photo'] as const
type Made = { kind: (typeof made)[number]; text: string; photo: string | null }

function MadeUp({ busy, put }: { busy: boolean; put: (what: Made) => Promise<boolean> }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<(typeof made)[number]>('word')
  const [text, setText] = useState('')
  const [photo, setPhoto] = useState<string | null>(null)
  const send = (event: FormEvent) => {
    event.preventDefault()
    void put({ kind, text: text.trim(), photo: kind === 'photo' ? photo : null }).then((done) => {
      if (!done) return
      setText('')
      setPhoto(null)
    })
  }
  return (
    <form className="made-up" onSubmit={send}>
      <SegmentedControl aria-label={t('office.drills.madeUp')} value={kind} onChange={(value) => setKind(made.find((one) => one === value) ?? 'word')} data={made.map((one) => ({ value: one, label: t(`office.drills.inject.${one}`) }))} />
      <TextInput aria-label={t('office.drills.madeUpText')} placeholder={t('office.drills.madeUpHint')} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={200} />
      <button type="submit" className="button" disabled={busy || text.trim() === '' || (kind === 'photo' && !photo)}>
        {t('office.drills.put')}
      </button>
      {kind === 'photo' && <InjectPhoto value={photo} onChange={setPhoto} />}
    </form>
  )
}
