import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficePage } from '../ui/office-page.tsx'
import { PolicyForm } from './policy-form.tsx'
import './members.css'

/** What holds for every sign-in: who needs a second factor, and which company groups give which roles. */
export default function PolicyPage() {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const query = useQuery({ queryKey: ['policy'], queryFn: () => ask('policy') })
  const whole = me?.grants.some(({ role, scope }) => scope.kind === 'everything' && may['policy.change'].includes(role)) ?? false
  return (
    <OfficePage title={t('office.members.policy.title')} lead={t('office.members.policy.lead')}>
      <Asked query={query}>{(policy) => <PolicyForm key={policy.version} policy={policy} readOnly={!whole} onChanged={() => void query.refetch()} />}</Asked>
    </OfficePage>
  )
}
