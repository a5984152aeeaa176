import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { distance, middle } from '#shared/geo.ts'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { FieldSheet } from './field-sheet.tsx'
import type { FieldSites } from './field-sites.ts'
import { boxAround, flatAround, pathOf } from './map-rules.ts'
import { canLocate, choosePlace, useLocating, useWhere } from './where.ts'

/** Width by height of the plan on a phone. */
const proportion = 0.9
/** Metres that are shown at least across. */
const near = 160

/** The plan of the estate, the order and this phone on it, and the straight way between them. Drawn from what is kept, so it needs no line. */
export default function MapSheet({ order, sites, onClose }: { order: Order; sites: FieldSites; onClose: () => void }) {
  const { t } = useTranslation()
  useLocating(true, true)
  const { on, denied, point, accuracy } = useWhere()
  const place = sites.point(order)
  return (
    <FieldSheet title={sites.where(order) || t('field.map.title')} over={order.title} onClose={onClose}>
      {place ? <Plan order={order} sites={sites} place={place} /> : <p>{t('field.map.noPlace')}</p>}
      {place && point && (
        <p className="field-away">
          <strong>{t('field.map.away', { count: Math.round(distance(point, place)) })}</strong> <span className="dim">{t('field.map.accuracy', { count: Math.round(accuracy) })}</span>
        </p>
      )}
      {!on && canLocate && (
        <button type="button" className="field-small" onClick={() => choosePlace(true)}>
          {t('field.map.allow')}
        </button>
      )}
      <p className="dim">{t(denied ? 'field.map.denied' : on && !point ? 'field.map.noYou' : 'field.map.local')}</p>
    </FieldSheet>
  )
}

function Plan({ order, sites, place }: { order: Order; sites: FieldSites; place: readonly [number, number] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { point, accuracy } = useWhere()
  const [whole, setWhole] = useState(false)
  const { data } = sites
  const flat = useMemo(() => flatAround([place[0], place[1]]), [place])
  const plan = useMemo(() => {
    const here = { buildings: data.buildings.filter(({ community }) => community === order.community), features: data.features.filter(({ community }) => community === order.community) }
    return {
      houses: here.buildings.map((row) => ({ id: row.id, d: pathOf(flat, row.footprint), name: row.name, at: flat(middle(row.footprint)) })),
      ways: here.features.map((row) => ({ id: row.id, kind: row.kind, d: pathOf(flat, row.shape) })),
    }
  }, [data, order.community, flat])
  const goal = flat([place[0], place[1]])
  const you = point && flat(point)
  // Who is far away still wants to see the house.
  const together = you && Math.hypot(you[0] - goal[0], you[1] - goal[1]) < 1_500
  const box = boxAround(whole ? [...plan.houses.map(({ at }) => at), goal] : [goal, ...(together ? [you] : [])], proportion, near)
  const size = box.width / 32
  if (plan.houses.length === 0) return <p className="dim">{t('field.map.noSite')}</p>
  return (
    <div className="field-plan">
      <svg viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} role="img" aria-label={t('field.map.label')}>
        {plan.ways.map(({ id, kind, d }) => d && <path key={id} className={`plan-${kind}`} d={d} />)}
        {plan.houses.map(({ id, d }) => (
          <path key={id} className="plan-house" data-goal={id === order.building || undefined} d={d} />
        ))}
        {!whole && plan.houses.map(({ id, name, at: [x, y] }) => id !== order.building && (
          <text key={id} x={x} y={y} fontSize={size}>
            {format.name(name)}
          </text>
        ))}
        {you && <line className="plan-way" x1={you[0]} y1={you[1]} x2={goal[0]} y2={goal[1]} strokeWidth={size / 4} strokeDasharray={`${size / 2} ${size / 2}`} />}
        <path className="plan-goal" d={`M${goal[0]} ${goal[1]}l${-size * 0.7} ${-size * 1.2}a${size * 0.85} ${size * 0.85} 0 1 1 ${size * 1.4} 0z`} />
        {you && (
          <>
            <circle className="plan-unsure" cx={you[0]} cy={you[1]} r={Math.max(size, accuracy)} />
            <circle className="plan-you" cx={you[0]} cy={you[1]} r={size * 0.55} strokeWidth={size / 5} />
          </>
        )}
      </svg>
      <button type="button" className="field-small" onClick={() => setWhole(!whole)}>
        {t(whole ? 'field.map.closer' : 'field.map.site')}
      </button>
    </div>
  )
}
