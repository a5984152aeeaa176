import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PersonPostFields, type PersonPost } from './person-post.tsx'
import type { RosterDialogProps } from './roster-dialog.tsx'
import { daysAfter, instantOf, localOf } from './week-rules.ts'

export function PlanShiftForm({ community, people, onChanged, onClose }: RosterDialogProps) {
  const { t } = useTranslation()
  const { zone } = community
  const { run, busy, failure } = useCommand('shift.plan')
  const [who, setWho] = useState<PersonPost>({ person: '', post: 'security' })
  const [values, setValues] = useState({ date: localOf(now(), zone).date, from: '08:00', to: '16:00' })
  const set = (more: Partial<typeof values>) => setValues((held) => ({ ...held, ...more }))
  const plan = async () => {
    const startsAt = instantOf(values.date, values.from, zone)
    const endsAt = instantOf(values.to > values.from ? values.date : daysAfter(values.date, 1), values.to, zone)
    const reply = await run({ ...who, startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() })
    onChanged()
    if (!reply) return
    say(t('office.rosters.planned'))
    onClose()
  }
  return (
    <OfficeForm title={t('office.rosters.planShift')} submit={t('office.rosters.planShift')} busy={busy} failure={failure} disabled={who.person === ''} onSubmit={() => void plan()} onClose={onClose}>
      <PersonPostFields people={people} value={who} onChange={setWho} error={undefined} />
      <TextInput type="date" label={t('office.rosters.date')} required withAsterisk={false} value={values.date} onChange={(event) => set({ date: event.currentTarget.value })} />
      <div className="form-pair">
        <TextInput type="time" label={t('office.rosters.from')} required withAsterisk={false} value={values.from} onChange={(event) => set({ from: event.currentTarget.value })} />
        <TextInput type="time" label={t('office.rosters.to')} description={t('office.rosters.toHint')} inputWrapperOrder={['label', 'input', 'description']} required withAsterisk={false} value={values.to} onChange={(event) => set({ to: event.currentTarget.value })} />
      </div>
    </OfficeForm>
  )
}
