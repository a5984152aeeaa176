import { useTranslation } from 'react-i18next'
import type { MaintenanceWindow } from '#shared/windows.ts'
import { useFormat } from '../i18n/format.ts'
import { useWindowWords } from './window-words.tsx'

type Props = { window: MaintenanceWindow; now: number; zone: string | undefined; hands: boolean; onEnd: () => void }

export function WindowRow({ window, now, zone, hands, onEnd }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const what = useWindowWords(window)
  const { state, from, until, reason, by } = window
  const open = state === 'running' || state === 'planned'
  return (
    <tr className={open ? undefined : 'window-over'}>
      <th scope="row">{what}</th>
      <td>
        <span className="window-span">
          {format.date(from, zone)} {format.time(from, zone)} – {format.date(from, zone) === format.date(until, zone) ? '' : `${format.date(until, zone)} `}
          {format.time(until, zone)}
        </span>
      </td>
      <td className="window-reason">{reason}</td>
      <td>{by}</td>
      <td>
        <WindowState window={window} now={now} zone={zone} />
      </td>
      <td>
        {open && hands && (
          <button type="button" className="button" onClick={onEnd}>
            {t(state === 'running' ? 'office.windows.end' : 'office.windows.cancel')}
          </button>
        )}
      </td>
    </tr>
  )
}

function WindowState({ window: { state, from, until, endedAt }, now, zone }: Pick<Props, 'window' | 'now' | 'zone'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const age = (at: string): string => format.age(Math.max(0, Date.parse(at) - now) / 1000)
  const time = endedAt ? format.moment(endedAt, zone) : ''
  const more = { running: t('office.windows.left', { age: age(until) }), planned: t('office.windows.starts', { age: age(from) }), over: t('office.windows.endedAt', { time }), cancelled: t('office.windows.cancelledAt', { time }) }
  return (
    <>
      {t(`office.windows.state.${state}`)}
      <small className="dim">{more[state]}</small>
    </>
  )
}
