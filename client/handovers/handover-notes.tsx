import { useTranslation } from 'react-i18next'
import type { NamedHandover } from '#shared/handovers.ts'
import { useFormat } from '../i18n/format.ts'
import { Block } from '../ui/sheet.tsx'

/** What people added, oldest first. */
export function HandoverNotes({ handover, zone }: { handover: NamedHandover; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Block title={t('office.handovers.notes')}>
      {handover.notes.length === 0 && <p className="dim">{t('office.handovers.noNotes')}</p>}
      <ul className="handover-notes">
        {handover.notes.map((note) => (
          <li key={note.at + note.by}>
            {note.text}
            <span className="dim">{`${t('join.dot')}${note.name} ${format.time(note.at, zone)}`}</span>
          </li>
        ))}
      </ul>
    </Block>
  )
}
