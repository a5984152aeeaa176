import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from './i18n/format.ts'
import { alarmWords } from './i18n/kind.ts'
import { chooseLanguage } from './i18n/setup.ts'
import { post } from './live/api.ts'
import { useCatalogue } from './live/catalogue.ts'
import { useLive } from './live/live-state.ts'
import { useWatched } from './live/own-communities.ts'
import { chooseScope } from './live/scope-state.ts'
import { meQuery, useMayHere } from './live/session.ts'

import { placeWords } from './live/words.ts'
import { goHome, goTo, openDialog } from './ui/desk-state.ts'
import { pagesOf } from './pages-of.ts'
import { planPages } from './plan-pages.ts'
import { search, type Found } from './wall-palette-rules.ts'
import { workPages } from './work-pages.ts'
import './wall-palette.css'

/** One field that finds everything on the wall and does what can be done. */
export default function Palette() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const all = useFindable()
  const devices = useFoundDevices(typed)
  const found = useMemo(() => [...search(all, typed), ...devices], [all, typed, devices])
  const chosen = found[Math.min(at, found.length - 1)]
  const run = (item: Found | undefined) => {
    if (!item) return
    openDialog(null)
    item.run()
  }
  return (
    <Modal opened onClose={() => openDialog(null)} withCloseButton={false} size="44rem" padding={0} transitionProps={{ duration: 0 }} yOffset="12vh" lockScroll={false} aria-label={t('palette.title')}>
      <input
        className="palette-field"
        data-autofocus
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step) {
            event.preventDefault()
            setAt((held) => Math.max(0, Math.min(found.length - 1, held + step)))
          }
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            event.preventDefault()
            run(chosen)
          }
        }}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.title')}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen && `palette-${chosen.key}`}
      />
      <ul id="palette-list" className="palette-list" role="listbox" aria-label={t('palette.title')}>
        {found.map((item, index) => (
          <li key={item.key} id={`palette-${item.key}`} role="option" aria-selected={item === chosen} className="palette-item" onClick={() => run(item)} onMouseMove={() => setAt(index)}>
            <span className="palette-group">{found[index - 1]?.group === item.group ? '' : t(`palette.${item.group}`)}</span>
            <span className="one-line">{item.title}</span>
            <span className="palette-detail one-line">{item.detail}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="palette-none">{t('palette.empty')}</p>}
    </Modal>
  )
}

const typingPause = 250
const fewestLetters = 2
const mostDevices = 6

/** Devices are in no picture: they are looked up while one types. */
function useFoundDevices(typed: string): Found[] {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const { communities, all } = useWatched(sees.deviceList)
  const [text] = useDebouncedValue(typed.trim(), typingPause)
  const asked = { communities: all ? [] : communities.map(({ id }) => id), text, limit: mostDevices }
  const { data } = useQuery({
    queryKey: ['device-list', 'palette', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, enabled: text.length >= fewestLetters && communities.length > 0, staleTime: 30_000,
  })
  return useMemo(
    () =>
      (text === typed.trim() ? (data?.devices ?? []) : []).map((device): Found => ({
        key: device.id, group: 'devices', title: format.name(device.name), detail: [placeWords(format, sites, device, communities.length > 1), t(`words.deviceState.${device.state}`)].join(t('join.dot')), words: device.code,
        run: () => goTo({ kind: 'device', id: device.id }),
      })),
    [data, text, typed, format, sites, communities.length, t],
  )
}

function useFindable(): Found[] {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const me = useQuery(meQuery)
  const mayHere = useMayHere()
  const [report, start] = [mayHere('order.report'), mayHere('activation.start')]
  const picture = useLive((state) => state.picture)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const [, navigate] = useLocation()
  return useMemo(() => {
    const grants = me.data?.grants ?? []
    const both = (name: { zh: string; en: string }) => `${name.zh} ${name.en}`
    const action = (key: string, title: string, detail: string, run: () => void): Found => ({ key, group: 'actions', title, detail, words: '', run })
    return [
      ...(report ? [action('report', t('order.new'), 'N', () => openDialog({ kind: 'report' }))] : []),
      ...(start ? [action('start', t('plan.start'), 'P', () => openDialog({ kind: 'start' }))] : []),
      action('home', t('map.home'), '0', goHome),
      ...pagesOf(workPages, grants).map(({ name }) => action(name, t(`menu.workPage.${name}`), '', () => navigate(`/work/${name}`))),
      ...pagesOf(planPages, grants).map(({ name }) => action(`plans/${name}`, t(`menu.planPage.${name}`), '', () => navigate(`/plans/${name}`))),
      action('language', t('header.language'), '', () => chooseLanguage(format.language === 'zh' ? 'en' : 'zh')),
      action('help', t('keys.title'), '?', () => openDialog({ kind: 'help' })),
      ...[...picture.alarm.values()].map((alarm): Found => ({
        key: alarm.id, group: 'alarms', title: alarmWords(t, alarm), detail: placeWords(format, sites, { community: alarm.community, building: alarm.building }, several),
        words: `${alarm.kind} ${alarm.deviceName ? both(alarm.deviceName) : ''}`, run: () => goTo({ kind: 'alarm', id: alarm.id }),
      })),
      ...[...picture.order.values()].map((order): Found => ({
        key: order.id, group: 'orders', title: format.title(order), detail: placeWords(format, sites, order, several), words: `${order.number} ${t(`words.category.${order.category}`)}`, run: () => goTo({ kind: 'order', id: order.id }),
      })),
      ...sites.buildings.map((building): Found => {
        const community = sites.community.get(building.community)
        return { key: building.id, group: 'buildings', title: format.name(building.name), detail: community ? format.name(community.name) : '', words: `${both(building.name)} ${building.code}`, run: () => goTo({ kind: 'building', id: building.id }) }
      }),
      ...[...picture.person.values()].map((person): Found => ({
        key: person.id, group: 'people', title: format.name(person.name), detail: t(`words.post.${person.post}`), words: `${both(person.name)} ${person.code}`, run: () => goTo({ kind: 'person', id: person.id }),
      })),
      ...(me.data?.communities ?? []).map((community): Found => ({
        key: community.id, group: 'communities', title: format.name(community.name), detail: t('header.households', { count: community.households }), words: `${both(community.name)} ${community.code}`, run: () => chooseScope(`community:${community.id}`),
      })),
    ]
  }, [t, format, sites, me.data, report, start, picture, several, navigate])
}
