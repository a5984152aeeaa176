import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member } from '#shared/members.ts'
import { useCommand, type Failure } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { difference, distinct } from './grant-rules.ts'
import { useGrantWords } from './grant-words.tsx'
import { GrantsDifference } from './grants-difference.tsx'
import { GrantsField } from './grants-field.tsx'
import type { MemberDialogProps } from './member-dialog.tsx'
import { PersonField } from './person-field.tsx'
import { fieldErrors } from './field-errors.ts'

/** Name, member of staff and rights, with what saving adds and withdraws. Where somebody was faster, it is compared with theirs. */
export function ChangeMemberDialog({ member, onChanged, onClose }: MemberDialogProps) {
  const { t } = useTranslation()
  const { run, busy, failure, clear } = useCommand('member.change')
  const { wrong, rest } = fieldErrors(failure, /^(name|person)$|^grants\[/)
  const [base, setBase] = useState<Member>(member)
  const [values, setValues] = useState({ name: member.name, person: member.person, grants: member.grants })
  const set = (change: Partial<typeof values>) => setValues((held) => ({ ...held, ...change }))
  const ofCompany = base.source === 'company'
  const { added, withdrawn } = difference(base.grants, values.grants)
  const same = added.length + withdrawn.length === 0 && values.name.trim() === base.name && values.person === base.person
  const winner = winnerOf(failure)
  const save = async () => {
    if (!(await run({ version: base.version, name: values.name.trim(), person: values.person, grants: distinct(values.grants) }, base.id))) return onChanged()
    onChanged()
    onClose()
    say(t('office.members.saved'))
  }
  const takeOver = (now: Member) => {
    setBase(now)
    clear()
  }
  return (
    <OfficeForm title={t('office.members.changeOf', { name: base.name })} submit={t('office.members.save')} busy={busy} disabled={same || winner !== null} failure={winner ? null : rest} onSubmit={() => void save()} onClose={onClose} size="46rem">
      <TextInput label={t('office.members.name')} autoComplete="off" required withAsterisk={false} maxLength={60} value={values.name} onChange={(event) => set({ name: event.currentTarget.value })} error={wrong('name')} />
      <PersonField person={values.person} onChange={(person) => set({ person })} error={wrong('person')} />
      {ofCompany ? <p className="dim">{t('office.members.rights.company')}</p> : <GrantsField grants={values.grants} onChange={(grants) => set({ grants })} errorAt={(index) => wrong(`grants[${index}]`)} />}
      {!ofCompany && <GrantsDifference before={base.grants} after={values.grants} />}
      {winner && <Faster winner={winner} onTakeOver={takeOver} />}
    </OfficeForm>
  )
}

function winnerOf(failure: Failure | null): Member | null {
  if (failure?.problem?.type !== '/faults/conflict') return null
  return (failure.problem.current as Member | undefined) ?? null
}

function Faster({ winner, onTakeOver }: { winner: Member; onTakeOver: (now: Member) => void }) {
  const { t } = useTranslation()
  const words = useGrantWords()
  return (
    <div className="problem" role="alert">
      <p>{t('office.members.conflict', { rights: winner.grants.map(words).join(t('join.comma')) || t('office.members.noRights') })}</p>
      <button type="button" className="button button-next" onClick={() => onTakeOver(winner)}>
        {t('office.members.takeOver')}
      </button>
    </div>
  )
}
