import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceValue } from '#shared/devices.ts'
import { useFormat } from '../i18n/format.ts'
import { keyWords, valueWords } from './device-words.ts'
import './devices.css'

const mostAtFirst = 8

/** What it said last of each thing, how old that is, and whether it can be believed. */
export function DeviceValues({ values, now }: { values: readonly DeviceValue[]; now: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [all, setAll] = useState(false)
  if (values.length === 0) return <p className="dim">{t('deviceSheet.noValues')}</p>
  const shown = all ? values : values.slice(0, mostAtFirst)
  return (
    <>
      <ul className="lines" aria-label={t('deviceSheet.values')}>
        {shown.map((row) => (
          <li key={row.key} data-value={row.key}>
            <span className="one-line">{keyWords(t, row.key)}</span>
            <span className="device-value">
              <b>{valueWords(t, format, row)}</b>
              {row.quality !== 'good' && <span className="soon">{t(`deviceSheet.quality.${row.quality}`)}</span>}
              <span className="dim">{t('link.ago', { age: format.age((now - Date.parse(row.at)) / 1000) })}</span>
            </span>
          </li>
        ))}
      </ul>
      {shown.length < values.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('deviceSheet.more', { count: values.length })}
        </button>
      )}
    </>
  )
}
