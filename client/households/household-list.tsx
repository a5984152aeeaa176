import { useTranslation } from 'react-i18next'
import type { Household } from '#shared/households.ts'
import { Phone } from '../ui/reveal.tsx'
import { CareMark } from './care-mark.tsx'

/** Those in greatest need first, as the server sorts them; each phone dials. */
export default function HouseholdList({ rows }: { rows: readonly Household[] }) {
  const { t } = useTranslation()
  return (
    <ul className="lines" data-testid="households">
      {rows.map((row) => (
        <li key={row.id}>
          <span>
            <span className="line-mark">
              <CareMark level={row.level} /> <span className="unseen">{t(`personal.level.${row.level}`)}</span> {row.place} {row.name}
            </span>
            <span className="dim">{row.needs}</span>
          </span>
          <Phone number={row.phone} />
        </li>
      ))}
    </ul>
  )
}
