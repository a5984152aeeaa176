import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PersonPostFields, type PersonPost } from './person-post.tsx'
import { RepeatFields } from './repeat-fields.tsx'
import { ruleOf, type Repeat } from './repeat-rules.ts'
import type { RosterDialogProps } from './roster-dialog.tsx'
import { localOf, minutesBetween } from './week-rules.ts'

export function PlanRosterForm({ community, people, onChanged, onClose }: RosterDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('roster.plan')
  const [who, setWho] = useState<PersonPost>({ person: '', post: 'security' })
  const [repeat, setRepeat] = useState<Repeat>({ kind: 'weeks', every: 1, days: ['MO', 'TU', 'WE', 'TH', 'FR'] })
  const [values, setValues] = useState({ startsOn: localOf(now(), community.zone).date, until: '', from: '08:00', to: '16:00' })
  const set = (more: Partial<typeof values>) => setValues((held) => ({ ...held, ...more }))
  const wrong = (field: string) => failure?.problem?.errors?.find((error) => error.field === field)?.message
  const plan = async () => {
    const reply = await run({
      ...who, rule: ruleOf(repeat), startsOn: values.startsOn, until: values.until || null, startsAt: values.from, minutes: minutesBetween(values.from, values.to),
    })
    onChanged()
    if (!reply) return
    say(t('office.rosters.rosterPlanned'))
    onClose()
  }
  const incomplete = who.person === '' || (repeat.kind === 'weeks' && repeat.days.length === 0)
  return (
    <OfficeForm title={t('office.rosters.planRoster')} submit={t('office.rosters.planRoster')} busy={busy} failure={failure} disabled={incomplete} onSubmit={() => void plan()} onClose={onClose} size="42rem">
      <PersonPostFields people={people} value={who} onChange={setWho} error={wrong('person')} />
      <RepeatFields value={repeat} onChange={setRepeat} />
      <div className="form-pair">
        <TextInput type="time" label={t('office.rosters.from')} required withAsterisk={false} value={values.from} onChange={(event) => set({ from: event.currentTarget.value })} />
        <TextInput type="time" label={t('office.rosters.to')} description={t('office.rosters.toHint')} inputWrapperOrder={['label', 'input', 'description']} required withAsterisk={false} value={values.to} onChange={(event) => set({ to: event.currentTarget.value })} />
      </div>
      <div className="form-pair">
        <TextInput type="date" label={t('office.rosters.startsOn')} required withAsterisk={false} value={values.startsOn} onChange={(event) => set({ startsOn: event.currentTarget.value })} error={wrong('startsOn')} />
        <TextInput type="date" label={t('office.rosters.until')} description={t('office.rosters.untilHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} min={values.startsOn} value={values.until} onChange={(event) => set({ until: event.currentTarget.value })} error={wrong('until')} />
      </div>
    </OfficeForm>
  )
}
