import { useTranslation } from 'react-i18next'
import { isAside } from '#shared/alarms.ts'
import { isOpenOrder } from '#shared/orders.ts'
import type { Format } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { now } from '../live/now.ts'
import { positions } from '../live/positions.ts'

export type Pointed = { kind: 'alarm' | 'person' | 'community' | 'building'; id: string; x: number; y: number }

export function Tooltip({ pointed, format }: { pointed: Pointed; format: Format }) {
  const lines = useLines(pointed, format)
  if (lines.length === 0) return null
  const [title, ...rest] = lines
  return (
    <div className="map-tip" style={{ left: pointed.x, top: pointed.y }} role="status">
      <strong>{title}</strong>
      {rest.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  )
}

function useLines({ kind, id }: Pointed, format: Format): string[] {
  const { t } = useTranslation()
  const sites = useCatalogue()
  const picture = useLive((state) => state.picture)
  const heat = useLive((state) => state.heat.get(id))
  const counts = (has: (row: { building: string | null; community: string }) => boolean) =>
    t('site.summary', { alarms: [...picture.alarm.values()].filter((alarm) => !isAside(alarm) && has(alarm)).length, orders: [...picture.order.values()].filter((order) => isOpenOrder(order) && has(order)).length })
  switch (kind) {
    case 'building': {
      const building = sites.building.get(id)
      if (!building) return []
      const words = heat ? [`${t('site.heat')} ${t('words.window.24h')}${t('join.colon')}${t('site.heatNow', { count: heat.count })}${t('join.dot')}${t('site.heatUsual', { usual: format.number(heat.usual) })}`] : []
      return [format.name(building.name), counts((row) => row.building === id), ...words]
    }
    case 'community': {
      const community = sites.community.get(id)
      return community ? [format.name(community.name), t('header.households', { count: community.households }), counts((row) => row.community === id)] : []
    }
    case 'alarm': {
      const alarm = picture.alarm.get(id)
      return alarm ? [alarmWords(t, alarm), `${t(`words.alarmState.${alarm.state}`)}${t('join.dot')}${format.span((now() - Date.parse(alarm.raisedAt)) / 1000)}`] : []
    }
    case 'person': {
      const person = picture.person.get(id)
      const position = positions.of(id)
      if (!person) return []
      return [`${format.name(person.name)}${t('join.dot')}${t(`words.post.${person.post}`)}`, position ? t('people.positionAge', { age: format.age((now() - position.at) / 1000) }) : t('people.noPosition')]
    }
  }
}
