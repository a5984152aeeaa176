import { useTranslation } from 'react-i18next'
import type { HandoverLine, HandoverSheet } from '#shared/handovers.ts'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { Block } from '../ui/sheet.tsx'

const sections = ['alarms', 'plans', 'promises', 'orders', 'feeds', 'absent', 'shelved'] as const
type Section = (typeof sections)[number]

/** What the system wrote: what there is, section by section, and in one sentence what there is not. `live`: countdowns run. */
export function HandoverLines({ sheet, zone, live }: { sheet: HandoverSheet; zone: string | undefined; live: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const empty = sections.filter((section) => sheet[section].length === 0)
  const rest = [
    ...(sheet.counts.alarms > 0 ? [t('office.handovers.restAlarms', { count: sheet.counts.alarms })] : []),
    ...(sheet.counts.orders > 0 ? [t('office.handovers.restOrders', { count: sheet.counts.orders })] : []),
  ]
  return (
    <>
      {sections.filter((section) => !empty.includes(section)).map((section) => (
        <Block key={section} title={t(`office.handovers.section.${section}`)} aside={sheet[section].length}>
          <ul className="lines">
            {linesOf(sheet, section).map((line) => (
              <li key={line.id}>
                <span>{format.name(line.words)}</span>
                {line.dueAt && <Due at={line.dueAt} zone={zone} live={live} />}
              </li>
            ))}
          </ul>
        </Block>
      ))}
      <p className="dim handover-rest">
        {rest.length > 0 && `${rest.join(t('join.comma'))}${t('join.dot')}`}
        {empty.length > 0 && t('office.handovers.nothing', { what: empty.map((section) => t(`office.handovers.section.${section}`)).join(t('join.comma')) })}
      </p>
    </>
  )
}

/** Feeds have no id: their words are theirs alone. */
const linesOf = (sheet: HandoverSheet, section: Section): HandoverLine[] =>
  section === 'feeds' ? sheet.feeds.map((words) => ({ id: words.en, words, dueAt: null })) : sheet[section]

function Due({ at, zone, live }: { at: string; zone: string | undefined; live: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const left = (Date.parse(at) - now) / 1000
  const time = format.moment(at, zone)
  return (
    <time dateTime={at} title={time} className={`handover-due${live && left < 0 ? ' late' : ''}`}>
      {live && <span className="handover-countdown">{t(left < 0 ? 'office.handovers.late' : 'office.handovers.left', { time: format.span(left) })}</span>}
      <span className={live ? 'handover-absolute' : undefined}>{time}</span>
    </time>
  )
}
