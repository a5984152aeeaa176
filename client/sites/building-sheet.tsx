import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useMay } from '../live/session.ts'
import { openDialog, select } from '../ui/desk-state.ts'
import { Block, Facts, Sheet } from '../ui/sheet.tsx'

type Slots = { alarms: ReactNode; orders: ReactNode; heat: ReactNode; care: ReactNode; devices: ReactNode; near: ReactNode }

/** Everything about one building that matters now. What each part shows comes from the noun that it belongs to. */
export function BuildingSheet({ id, alarms, orders, heat, care, devices, near }: { id: string } & Slots) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const may = useMay()
  const building = sites.building.get(id)
  if (!building) {
    return (
      <Sheet label={t('order.building')} title={t('order.building')} onClose={() => select(null)}>
        <p>{t(sites.loading ? 'state.loading' : 'site.gone')}</p>
      </Sheet>
    )
  }
  const community = sites.community.get(building.community)
  const place = { community: building.community, building: building.id }
  return (
    <Sheet
      label={format.name(building.name)}
      over={[community && format.name(community.name), t(`words.buildingUse.${building.use}`)].filter(Boolean).join(t('join.dot'))}
      title={format.name(building.name)}
      onClose={() => select(null)}
      foot={
        <>
          {may('order.report', building.community) && (
            <button type="button" className="button" onClick={() => openDialog({ kind: 'report', ...place })}>
              {t('site.report')}
            </button>
          )}
          {may('activation.start', building.community) && (
            <button type="button" className="button" onClick={() => openDialog({ kind: 'start', ...place })}>
              {t('site.plans')}
            </button>
          )}
        </>
      }
    >
      <Facts
        rows={[
          [t('site.households'), building.households > 0 ? format.number(building.households) : '–'],
          [t('site.levels'), building.levels === null ? '–' : format.number(building.levels)],
          ...(building.units > 0 ? [[t('site.units'), format.number(building.units)] as const] : []),
        ]}
      />
      <Block title={t('site.alarms')}>{alarms}</Block>
      <Block title={t('site.openOrders')}>{orders}</Block>
      <Block title={t('site.heat')}>{heat}</Block>
      {building.households > 0 && <Block title={t('personal.care')}>{care}</Block>}
      <Block title={t('site.near')}>{near}</Block>
      <Block title={t('site.devices')}>{devices}</Block>
    </Sheet>
  )
}
