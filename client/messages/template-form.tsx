import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filledText, messageFields, unknownFields, type MessageTemplate, type MessageTurn } from '#shared/messages.ts'
import { languages, type Bilingual, type Language } from '#shared/text.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'

type Props = { turn: MessageTurn; community: string | null; /** What the place has of its own. */ held: MessageTemplate | null; /** The company's. */ usual: MessageTemplate | null; onClose: () => void }

const longest = 200

/** The words of one turn in both languages, each with what it will look like. */
export function TemplateForm({ turn, community, held, usual, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const { run, busy, failure } = useCommand('template.change')
  const begun = held ?? usual
  const [text, setText] = useState<Bilingual>(begun?.text ?? { zh: '', en: '' })
  const [enabled, setEnabled] = useState(begun?.enabled ?? true)
  const wrong = (language: Language): string | undefined => {
    const names = unknownFields(text[language])
    return names.length > 0 ? t('office.messages.unknown', { names: names.map((name) => `{${name}}`).join(' ') }) : undefined
  }
  const preview = (language: Language): string => {
    const words = i18n.getFixedT(language)
    return filledText(text[language], {
      number: words('office.messages.sample.number'), title: words('office.messages.sample.title'), place: words('office.messages.sample.place'), community: words('office.messages.sample.community'),
      person: words('office.messages.sample.person'), until: words('office.messages.sample.until'),
    })
  }
  const submit = () =>
    void run({ community, turn, text, enabled, version: held?.version ?? null }).then((reply) => {
      if (!reply) return
      say(t('office.messages.saved'))
      onClose()
    })
  const empty = languages.some((language) => text[language].trim() === '')
  return (
    <OfficeForm title={t('office.messages.dialog', { turn: t(`office.messages.turn.${turn}`) })} submit={t('office.admin.save')} busy={busy} failure={failure} disabled={empty || languages.some(wrong)} onSubmit={submit} onClose={onClose} size="44rem">
      <p className="dim">
        {t('office.messages.fields')}{' '}
        {messageFields.map((name) => (
          <span key={name} className="message-field">
            <code>{`{${name}}`}</code> {t(`office.messages.field.${name}`)}
          </span>
        ))}
      </p>
      {languages.map((language) => (
        <div key={language}>
          <Textarea
            label={t(`office.messages.${language}Text`)}
            lang={language}
            value={text[language]}
            onChange={(event) => setText({ ...text, [language]: event.currentTarget.value })}
            error={wrong(language)}
            maxLength={longest}
            autosize
            minRows={2}
          />
          <p className="message-preview" lang={language} aria-label={t('office.messages.preview')}>
            {preview(language)}
          </p>
        </div>
      ))}
      <label className="message-enabled">
        <input type="checkbox" checked={enabled} onChange={() => setEnabled(!enabled)} />
        {t('office.messages.enabled')}
      </label>
    </OfficeForm>
  )
}
