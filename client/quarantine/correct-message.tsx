import { Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Quarantined } from '#shared/quarantine.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { flawOf, laidOut, wasCut } from './body-rules.ts'

/** The message as text, to be put right and sent through its door again. What is still wrong is told by the door itself. */
export function CorrectMessage({ message, onDone, onClose }: { message: Quarantined; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('quarantine.replay')
  const [body, setBody] = useState(() => laidOut(message.door, message.body))
  const flaw = useMemo(() => flawOf(message.door, body), [message.door, body])
  const submit = () =>
    void run({ version: message.version, body }, message.id).then((reply) => {
      if (!reply) return
      say(t('office.quarantine.replayed'))
      onDone()
    })
  const words = flaw?.form === 'xml' ? t('office.quarantine.wrongXml') : flaw?.line ? t('office.quarantine.wrongJsonAt', { line: flaw.line }) : t('office.quarantine.wrongJson')
  return (
    <OfficeForm title={t('office.quarantine.correctTitle')} submit={t('office.quarantine.replay')} busy={busy} failure={failure} disabled={flaw !== null} onSubmit={submit} onClose={onClose} size="56rem">
      <section aria-label={t('office.quarantine.reason')}>
        <h3 className="quarantine-why">{t('office.quarantine.reason')}</h3>
        <ul className="quarantine-reasons">
          {message.reason.map((one) => (
            <li key={one.field + one.message}>{t('office.quarantine.field', one)}</li>
          ))}
        </ul>
        {wasCut(message) && <p className="soon">{t('office.quarantine.cut')}</p>}
      </section>
      <Textarea
        label={t('office.quarantine.message')}
        classNames={{ input: 'quarantine-editor' }}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        error={flaw ? words : undefined}
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
      />
      {!flaw && (
        <p className="dim" role="status">
          {t('office.quarantine.well')}
        </p>
      )}
    </OfficeForm>
  )
}
