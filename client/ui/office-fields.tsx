import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { covers, type Role, type Scope } from '#shared/roles.ts'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import { useScope } from '../live/scope-state.ts'
import { meQuery, type Me } from '../live/session.ts'

export const scopeKey = (scope: Scope): string => (scope.kind === 'everything' ? scope.kind : `${scope.kind}:${scope.id}`)

function scopeOf(key: string): Scope {
  const [kind, id] = key.split(':')
  return (kind === 'region' || kind === 'community') && id ? { kind, id } : { kind: 'everything' }
}

/** A scope in words: "翰林花园". */
export function useScopeWords(): (scope: Scope) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useQuery(meQuery)
  return (scope) => {
    if (scope.kind === 'everything') return t('office.admin.scope.everything')
    const rows = scope.kind === 'region' ? data?.regions : data?.communities
    const row = rows?.find(({ id }) => id === scope.id)
    return row ? format.name(row.name) : t(`office.admin.scope.${scope.kind}`)
  }
}

type Field = { label?: string; error?: string | undefined; disabled?: boolean }

/** Scopes within which the person holds one of `roles`: more cannot be given away. */
export function ScopeField({ value, onChange, roles, label, ...field }: Field & { value: Scope; onChange: (scope: Scope) => void; roles: readonly Role[] }) {
  const { t } = useTranslation()
  const words = useScopeWords()
  const { data } = useQuery(meQuery)
  const scopes = data ? scopesOf(data, roles) : []
  return (
    <Select
      label={label ?? t('office.admin.scope.label')}
      data={scopes.map((scope) => ({ value: scopeKey(scope), label: words(scope) }))}
      value={scopeKey(value)}
      onChange={(key) => key && onChange(scopeOf(key))}
      allowDeselect={false}
      searchable
      {...field}
    />
  )
}

export function scopesOf(me: Pick<Me, 'grants' | 'regions' | 'communities'>, roles: readonly Role[]): Scope[] {
  const held = me.grants.filter(({ role }) => roles.includes(role)).map(({ scope }) => scope)
  const whole = held.some(({ kind }) => kind === 'everything')
  return [
    ...(whole ? [{ kind: 'everything' } as const] : []),
    ...me.regions.filter(({ id }) => whole || held.some((scope) => scope.kind === 'region' && scope.id === id)).map(({ id }) => ({ kind: 'region', id }) as const),
    ...me.communities.filter((row) => held.some((scope) => covers(scope, row))).map(({ id }) => ({ kind: 'community', id }) as const),
  ]
}

/** The communities in which the person holds one of `roles`. */
export function useCommunities(roles: readonly Role[]): Community[] {
  const { data } = useQuery(meQuery)
  const key = useScope((scope) => scope.key)
  const mine = data ? data.communities.filter((row) => data.grants.some(({ role, scope }) => roles.includes(role) && covers(scope, row))) : []
  const here = ({ id }: Community) => key === `community:${id}`
  return [...mine.filter(here), ...mine.filter((row) => !here(row))]
}

/** One community of those; null only while none is chosen, or where `all` allows it. */
export function CommunityField({ value, onChange, roles, all = false, label, ...field }: Field & { value: string | null; onChange: (id: string | null) => void; roles: readonly Role[]; all?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const communities = useCommunities(roles)
  return (
    <Select
      label={label ?? t('office.admin.community')}
      data={[...(all ? [{ value: '', label: t('office.admin.all') }] : []), ...communities.map((row) => ({ value: row.id, label: format.name(row.name) }))]}
      value={value ?? (all ? '' : null)}
      placeholder={t('office.admin.choose')}
      onChange={(id) => onChange(id || null)}
      allowDeselect={false}
      searchable
      {...field}
    />
  )
}
