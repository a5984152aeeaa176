import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Device, DeviceAction } from '#shared/devices.ts'
import '../i18n/instructions.ts'
import { ask } from '../live/api.ts'
import { useMay, useSees } from '../live/session.ts'
import { Block } from '../ui/sheet.tsx'
import { GiveInstruction } from './give-instruction.tsx'
import { InstructionLine } from './instruction-line.tsx'
import './instructions.css'

/** Milliseconds between two looks: while an answer is awaited, and otherwise. */
const soon = 1_000
const again = 15_000
const mostShown = 5

type Props = { device: Pick<Device, 'id' | 'code' | 'name' | 'community' | 'actions'>; zone?: string | undefined; /** The drill that this is looked at in. */ drill?: string | null | undefined }

/** What the room may tell a device to do, and what came of what it was told. Nothing where nothing is set up and nothing was told. */
export default function DeviceHands({ device, zone, drill = null }: Props) {
  const { t } = useTranslation()
  const [may, sees] = [useMay(), useSees()]
  const [giving, setGiving] = useState<DeviceAction | null>(null)
  const seen = sees('instructions', device.community) === 'yes'
  const query = useQuery({
    queryKey: ['instructions', device.id], queryFn: () => ask('instructions', {}, device.id), enabled: seen, retry: 1,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'waiting') ? soon : again),
  })
  const actions = device.actions ?? []
  const gives = may('instruction.give', device.community)
  const told = query.data ?? []
  if (actions.length === 0 && told.length === 0) return null
  return (
    <Block title={t('instructions.title')}>
      {actions.length > 0 && !gives && <p className="dim">{t('instructions.mayNot', { what: actions.map((action) => t(`instructions.act.${action}`)).join(t('join.comma')) })}</p>}
      {gives && actions.length > 0 && (
        <div className="device-hands">
          {actions.map((action) => (
            <button key={action} type="button" className="button button-danger" onClick={() => setGiving(action)}>
              {t(`instructions.act.${action}`)}
            </button>
          ))}
        </div>
      )}
      {query.isError && told.length === 0 && <p className="dim">{t('instructions.failed')}</p>}
      {query.isSuccess && told.length === 0 && <p className="dim">{t('instructions.none')}</p>}
      {told.length > 0 && (
        <ul className="lines" aria-label={t('instructions.list')}>
          {told.slice(0, mostShown).map((one) => (
            <InstructionLine key={one.id} told={one} zone={zone} />
          ))}
        </ul>
      )}
      {giving && <GiveInstruction device={device} action={giving} drill={drill} onGiven={() => void query.refetch()} onClose={() => setGiving(null)} />}
    </Block>
  )
}
