import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { housesOf, useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { drawArea, useDrawing } from '../ui/drawing-state.ts'
import { whereKinds, type Where } from './start-rules.ts'

type Props = { community: string; where: Where; onWhere: (where: Where) => void; place: string; onPlace: (place: string) => void; missing: boolean }

/** A building and its unit, several buildings, an area drawn on the map, or the whole community; and where there, in words. */
export function StartPlace({ community, where, onWhere, place, onPlace, missing }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const buildings = housesOf(sites, community)
  const data = buildings.map((row) => ({ value: row.id, label: format.name(row.name) }))
  const units = where.building ? (sites.building.get(where.building)?.units ?? 0) : 0
  return (
    <div className="form">
      <SegmentedControl
        fullWidth value={where.kind} aria-label={t('run.start.place')} onChange={(value) => onWhere({ ...where, kind: whereKinds.find((one) => one === value) ?? where.kind })}
        data={whereKinds.map((value) => ({ value, label: t(`run.start.${value}`) }))}
      />
      {where.kind === 'building' && (
        <div className="form-pair">
          <Select label={t('run.start.building')} data={data} value={where.building} onChange={(building) => onWhere({ ...where, building, unit: null })} searchable clearable error={missing && t('run.start.placeNeeded')} />
          {units > 1 && (
            <Select
              label={t('run.start.unit')} placeholder={t('run.start.unitAny')} value={where.unit} onChange={(unit) => onWhere({ ...where, unit })} clearable
              data={Array.from({ length: units }, (_, index) => t('run.start.unitOf', { number: index + 1 }))}
            />
          )}
        </div>
      )}
      {where.kind === 'buildings' && <MultiSelect label={t('run.start.pick')} data={data} value={[...where.buildings]} onChange={(chosen) => onWhere({ ...where, buildings: chosen })} searchable clearable hidePickedOptions error={missing && t('run.start.placeNeeded')} />}
      {where.kind === 'area' && <Drawn community={community} where={where} onWhere={onWhere} missing={missing} />}
      <TextInput label={t('run.start.detail')} value={place} onChange={(event) => onPlace(event.currentTarget.value)} placeholder={t('run.start.detailHint')} maxLength={120} />
    </div>
  )
}

function Drawn({ community, where, onWhere, missing }: Pick<Props, 'community' | 'where' | 'onWhere' | 'missing'>) {
  const { t } = useTranslation()
  const possible = useDrawing((drawing) => drawing.possible)
  const watched = useLive((state) => state.communities)
  const here = possible && watched?.length === 1 && watched[0] === community
  if (!here) return <p className="dim">{t('run.start.drawFar')}</p>
  const draw = async () => {
    const area = await drawArea()
    if (area) onWhere({ ...where, area })
  }
  return (
    <p className="start-drawn">
      <button type="button" className={`button${where.area ? '' : ' button-next'}`} onClick={() => void draw()}>
        {t(where.area ? 'run.start.redraw' : 'run.start.draw')}
      </button>
      <span className={missing && !where.area ? 'late' : 'dim'}>{where.area ? t('run.start.drawn', { count: where.area.length - 1 }) : missing && t('run.start.placeNeeded')}</span>
    </p>
  )
}
