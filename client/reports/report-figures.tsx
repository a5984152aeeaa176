import { useTranslation } from 'react-i18next'
import type { Report } from '#shared/reports.ts'
import { useFormat } from '../i18n/format.ts'
import { figuresOf } from './figure-rules.ts'

/** How it went in a line of numbers: what went wrong has a colour and a word, all else is grey. */
export function ReportFigures({ report }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { minutes, target, done, steps, late, skipped, sent, called, there, checked, toCheck, help } = figuresOf(report)
  const long = target !== null && minutes !== null && minutes > target
  const figures = [
    { name: 'took', value: minutes === null ? '–' : t('office.reports.minutes', { value: minutes }), of: target === null ? null : t('office.reports.target', { value: target }), bad: long },
    { name: 'steps', value: `${format.number(done)} / ${format.number(steps)}`, of: skipped > 0 ? t('office.reports.skipped', { count: skipped }) : null, bad: false },
    { name: 'late', value: format.number(late), of: null, bad: late > 0 },
    { name: 'messages', value: format.number(sent), of: null, bad: false },
    { name: 'resources', value: `${format.number(there)} / ${format.number(called)}`, of: null, bad: false },
    { name: 'checked', value: `${format.number(checked)} / ${format.number(toCheck)}`, of: help > 0 ? t('office.reports.help', { count: help }) : null, bad: help > 0 },
  ] as const
  return (
    <dl className="report-figures">
      {figures.map(({ name, value, of, bad }) => (
        <div key={name} data-figure={name} data-bad={bad || undefined}>
          <dt>{t(`office.reports.figure.${name}`)}</dt>
          <dd>
            {value} {of && <small>{of}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
