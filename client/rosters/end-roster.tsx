import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Roster } from '#shared/rosters.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { RosterDialogProps } from './roster-dialog.tsx'
import { useRuleWords } from './rule-words.ts'
import { localOf } from './week-rules.ts'

export function EndRosterForm({ roster, community, people, onChanged, onClose }: RosterDialogProps & { roster: Roster }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRuleWords()
  const { run, busy, failure } = useCommand('roster.end')
  const [lastDay, setLastDay] = useState(localOf(now(), community.zone).date)
  const person = people.find(({ id }) => id === roster.person)
  const end = async () => {
    const reply = await run({ version: roster.version, lastDay }, roster.id)
    onChanged()
    if (!reply) return
    say(t('office.rosters.ended'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.rosters.endOf', { name: person ? format.name(person.name) : '–' })} submit={t('office.rosters.end')} danger busy={busy} failure={failure} onSubmit={() => void end()} onClose={onClose} size="30rem">
      <p className="dim">{words(roster)}</p>
      <TextInput type="date" label={t('office.rosters.lastDay')} required withAsterisk={false} value={lastDay} max={roster.until ?? undefined} onChange={(event) => setLastDay(event.currentTarget.value)} data-autofocus />
      <p>{t('office.rosters.endWhat')}</p>
    </OfficeForm>
  )
}
