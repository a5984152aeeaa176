import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueryReply } from '#shared/queries.ts'
import { grantable, type GrantableRole } from '#shared/roles.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import '../ui/form.css'
import { ProblemNote } from '../ui/problem-note.tsx'
import { fieldErrors } from './field-errors.ts'
import { GroupRows } from './group-rows.tsx'

type Props = { policy: QueryReply<'policy'>; readOnly: boolean; onChanged: () => void }

export function PolicyForm({ policy, readOnly, onChanged }: Props) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('policy.change')
  const { wrong, rest } = fieldErrors(failure, /^groups\[/)
  const [values, setValues] = useState({ secondFactor: policy.secondFactor, groups: policy.groups })
  const same = JSON.stringify(values) === JSON.stringify({ secondFactor: policy.secondFactor, groups: policy.groups })
  const faster = failure?.problem?.type === '/faults/conflict'
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await run({ version: policy.version, ...values }))) return
    say(t('office.members.policy.saved'))
    onChanged()
  }
  const demand = (role: GrantableRole, needed: boolean) =>
    setValues((held) => ({ ...held, secondFactor: grantable.filter((each) => (each === role ? needed : held.secondFactor.includes(each))) }))
  return (
    <form className="form policy" onSubmit={(event) => void save(event)}>
      {readOnly && <p className="dim">{t('office.members.policy.readOnly')}</p>}
      <section className="policy-part" aria-label={t('office.members.policy.factor')}>
        <h2>{t('office.members.policy.factor')}</h2>
        <p className="dim">{t('office.members.policy.factorLead')}</p>
        <fieldset className="policy-roles" disabled={readOnly}>
          <legend className="unseen">{t('office.members.policy.factor')}</legend>
          {grantable.map((role) => (
            <label key={role}>
              <input type="checkbox" checked={values.secondFactor.includes(role)} onChange={(event) => demand(role, event.currentTarget.checked)} />
              {t(`office.admin.role.${role}`)}
            </label>
          ))}
        </fieldset>
      </section>
      <section className="policy-part" aria-label={t('office.members.policy.groups')}>
        <h2>{t('office.members.policy.groups')}</h2>
        <p className="dim">{policy.company ? t('office.members.policy.groupsLead', { name: policy.company.name }) : t('office.members.policy.noCompany')}</p>
        <GroupRows groups={values.groups} readOnly={readOnly} onChange={(groups) => setValues((held) => ({ ...held, groups }))} wrong={wrong} />
      </section>
      {faster ? (
        <div className="problem" role="alert">
          <p>{t('office.members.policy.conflict')}</p>
          <button type="button" className="button button-next" onClick={onChanged}>
            {t('office.members.policy.reload')}
          </button>
        </div>
      ) : (
        <ProblemNote failure={rest} />
      )}
      {!readOnly && (
        <div className="dialog-foot">
          <Button type="submit" loading={busy} disabled={same || faster}>
            {t('office.admin.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
