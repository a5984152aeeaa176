import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ties, type Device } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { goTo } from '../ui/desk-state.ts'
import { Block } from '../ui/sheet.tsx'
import type { Shown } from './device-sheet.tsx'

const mostAtFirst = 6

/** What it hangs on, and what hangs on it. */
export function DeviceTies({ shown: { device, above, below } }: { shown: Shown }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const direct = ties.flatMap((tie) => above.filter(({ id }) => id === device[tie]).map((row) => ({ tie, row })))
  const further = above.filter(({ id }) => !direct.some(({ row }) => row.id === id))
  const under = all ? below : below.slice(0, mostAtFirst)
  return (
    <>
      <Block title={t('deviceSheet.above')}>
        {above.length === 0 ? (
          <p className="dim">{t('deviceSheet.nothingAbove')}</p>
        ) : (
          <ul className="lines">
            {direct.map(({ tie, row }) => (
              <Line key={tie + row.id} device={row} detail={t(`deviceSheet.tie.${tie}`)} />
            ))}
            {further.map((row) => (
              <Line key={row.id} device={row} detail="" />
            ))}
          </ul>
        )}
      </Block>
      {below.length > 0 && (
        <Block title={t('deviceSheet.below')}>
          <ul className="lines">
            {under.map((row) => (
              <Line key={row.id} device={row} detail={ties.filter((tie) => row[tie] === device.id).map((tie) => t(`deviceSheet.tie.${tie}`)).join(t('join.dot'))} />
            ))}
          </ul>
          {under.length < below.length && (
            <button type="button" className="link" onClick={() => setAll(true)}>
              {t('deviceSheet.belowMore', { count: below.length - under.length })}
            </button>
          )}
        </Block>
      )}
    </>
  )
}

function Line({ device, detail }: { device: Device; detail: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <button type="button" className="line-button" data-device={device.code} onClick={() => goTo({ kind: 'device', id: device.id })}>
        <span className="one-line">
          {format.name(device.name)} <span className="dim">{detail}</span>
        </span>
        <span className={device.state === 'online' ? 'dim' : 'soon'}>{t(`words.deviceState.${device.state}`)}</span>
      </button>
    </li>
  )
}
