import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device } from '#shared/devices.ts'
import { isDrill } from '#shared/modes.ts'
import { middle } from '#shared/geo.ts'
import { AlarmLines } from './alarms/alarm-lines.tsx'
import { DeviceLines } from './devices/device-lines.tsx'
import { BuildingHeat } from './heat/building-heat.tsx'
import { CareCounts } from './households/care-counts.tsx'
import { useCatalogue } from './live/catalogue.ts'
import { useLive } from './live/live-state.ts'
import { now } from './live/now.ts'
import { OrderLines } from './orders/order-lines.tsx'
import { RedistributeButton } from './orders/redistribute-button.tsx'
import { PeopleNear } from './people/people-near.tsx'
import { PersonSheet } from './people/person-sheet.tsx'
import { BuildingSheet } from './sites/building-sheet.tsx'
import { useDesk } from './ui/desk-state.ts'

// Its forms and words are as much as all other sheets together.
const DeviceSheet = lazy(() => import('./devices/device-sheet.tsx'))
const OrderSheet = lazy(() => import('./orders/order-sheet.tsx'))
const DeviceValues = lazy(() => import('./devices/device-values.tsx').then(({ DeviceValues: values }) => ({ default: values })))
const DeviceHands = lazy(() => import('./instructions/device-hands.tsx'))
const AlarmSheet = lazy(() => import('./alarms/alarm-sheet.tsx'))
const WarningBlock = lazy(() => import('./warnings/warning-block.tsx'))

/** The sheet of what is selected. */
export function WallSheet({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation()
  const selected = useDesk((desk) => desk.selected)
  const sites = useCatalogue()
  // What is done about an alarm of a drill stays in the drill.
  const drill = useLive((live) => (selected?.kind === 'alarm' ? (live.picture.alarm.get(selected.id)?.mode ?? null) : null))
  const hands = (device: Device) => (
    <Suspense fallback={null}>
      <DeviceHands device={device} zone={zone} drill={drill !== null && isDrill(drill) ? drill : null} />
    </Suspense>
  )
  switch (selected?.kind) {
    case 'order':
      return (
        <Suspense fallback={null}>
          <OrderSheet key={selected.id} id={selected.id} zone={zone} />
        </Suspense>
      )
    case 'alarm':
      return (
        <Suspense fallback={null}>
          <AlarmSheet
            key={selected.id}
            id={selected.id}
            zone={zone}
            hands={hands}
            values={(values) => (
              <Suspense fallback={null}>
                <DeviceValues values={values} now={now()} />
              </Suspense>
            )}
            warning={(warning) => (
              <Suspense fallback={null}>
                <WarningBlock id={warning} zone={zone} />
              </Suspense>
            )}
          />
        </Suspense>
      )
    case 'device':
      return (
        <Suspense fallback={null}>
          <DeviceSheet key={selected.id} id={selected.id} zone={zone} hands={hands} />
        </Suspense>
      )
    case 'person':
      return <PersonSheet key={selected.id} id={selected.id} zone={zone} load={<Load person={selected.id} />} />
    case 'building': {
      const building = sites.building.get(selected.id)
      return (
        <BuildingSheet
          key={selected.id}
          id={selected.id}
          alarms={<AlarmLines building={selected.id} none={t('site.noAlarms')} />}
          orders={<OrderLines of={{ building: selected.id }} none={t('site.noOrders')} />}
          heat={building && <BuildingHeat community={building.community} building={building.id} />}
          care={building && <CareCounts community={building.community} building={building.id} />}
          devices={<DeviceLines building={selected.id} none={t('site.noDevices')} />}
          near={building && <PeopleNear community={building.community} place={middle(building.footprint)} />}
        />
      )
    }
    default:
      return null
  }
}

/** What somebody has in hand, and a way to hand it over. */
function Load({ person: id }: { person: string }) {
  const { t } = useTranslation()
  const person = useLive((state) => state.picture.person.get(id))
  return (
    <>
      <OrderLines of={{ assignee: id }} none={t('people.noLoad')} />
      {person && <RedistributeButton person={person} />}
    </>
  )
}
