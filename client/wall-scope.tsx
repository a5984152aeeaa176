import { Menu, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from './i18n/format.ts'
import { useCatalogue } from './live/catalogue.ts'
import { chooseScope, useScope } from './live/scope-state.ts'
import { meQuery } from './live/session.ts'

/** Where this wall looks: everything, a region, a community. */
export function ScopePicker() {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useQuery(meQuery)
  const key = useScope((scope) => scope.key)
  const sites = useCatalogue()
  const [wanted, setWanted] = useState('')
  const regions = me.data?.regions ?? []
  const communities = me.data?.communities ?? []
  const [kind, id] = (key ?? '').split(':')
  const community = kind === 'community' ? communities.find((row) => row.id === id) : undefined
  const region = regions.find((row) => row.id === (community?.region ?? id))
  const shown = kind === 'region' ? communities.filter((row) => row.region === id) : communities
  const title = community?.name ?? (kind === 'region' ? region?.name : null)
  const detail = community
    ? [region && format.name(region.name), t('header.households', { count: community.households }), sites.buildings.length > 0 && t('header.buildings', { count: sites.buildings.length })]
    : [t('header.communities', { count: shown.length }), t('header.households', { count: shown.reduce((sum, row) => sum + row.households, 0) })]
  const fits = (name: { zh: string; en: string }) => `${name.zh} ${name.en}`.toLowerCase().includes(wanted.trim().toLowerCase())

  return (
    <Menu position="bottom-start" shadow="md" onClose={() => setWanted('')} width="20rem">
      <Menu.Target>
        <button type="button" className="scope" aria-label={`${t('header.scope')}${t('join.colon')}${title ? format.name(title) : t('header.everything')}`} data-testid="scope">
          <span className="scope-name one-line">{title ? format.name(title) : t('header.everything')}</span>
          <svg viewBox="0 0 10 6" width="0.6em" aria-hidden="true">
            <path d="M1 1l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          <span className="scope-detail one-line">{detail.filter(Boolean).join(t('join.dot'))}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" className="scope-menu">
        {communities.length > 8 && <TextInput value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} placeholder={t('header.search')} aria-label={t('header.search')} m="xs" />}
        {communities.length > 1 && wanted === '' && <Menu.Item onClick={() => chooseScope('everything')}>{t('header.everything')}</Menu.Item>}
        {regions.map((row) => {
          const inside = communities.filter((each) => each.region === row.id && fits(each.name))
          if (inside.length === 0) return null
          return (
            <div key={row.id}>
              <Menu.Item onClick={() => chooseScope(`region:${row.id}`)} className="scope-region">
                {format.name(row.name)}
              </Menu.Item>
              {inside.map((each) => (
                <Menu.Item key={each.id} pl="xl" onClick={() => chooseScope(`community:${each.id}`)}>
                  {format.name(each.name)}
                </Menu.Item>
              ))}
            </div>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
