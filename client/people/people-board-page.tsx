import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useWatched } from '../live/own-communities.ts'
import { positions } from '../live/positions.ts'
import { useLocated } from '../live/session.ts'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { crews, loads } from './board-rules.ts'
import { CrewTable } from './crew-table.tsx'
import { dutyCounts, duties } from './duty-rules.ts'
import './people-board.css'

/** Communities that are open from the start; where there are more, each opens on a click. */
const few = 4

/** Who is there in each community, what they are at, and what they carry. */
export default function PeopleBoardPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const known = useLive((state) => state.cursor !== null)
  const { activation, order, person, shift, run } = useLive((state) => state.picture)
  const located = useLocated()
  const { communities } = useWatched(sees.roster)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const carried = useMemo(() => loads(order.values()), [order])
  const list = duties({ activation, order, person, shift, run }, { of: positions.of, located }, now)
  const groups = crews(communities.map(({ id }) => id), list, person.values())
  const names = new Map(communities.map((row) => [row.id, row]))
  const toggle = (id: string) => setToggled((held) => {
    const next = new Set(held)
    if (!next.delete(id)) next.add(id)
    return next
  })
  return (
    <OfficePage title={t('office.peopleBoard.title')} lead={known ? t('people.counts', dutyCounts(list)) : undefined}>
      {!known && <p role="status" className="dim">{t('office.board.waiting')}</p>}
      {known && groups.length === 0 && <OfficeEmpty>{t('office.peopleBoard.empty')}</OfficeEmpty>}
      {groups.map((crew) => {
        const community = names.get(crew.community)
        const name = community ? format.name(community.name) : ''
        const open = groups.length <= few !== toggled.has(crew.community)
        return (
          <section key={crew.community} className="crew" aria-label={name} data-crew={crew.community}>
            <h2>
              <button type="button" aria-expanded={open} onClick={() => toggle(crew.community)}>
                <span aria-hidden="true">{open ? '▾' : '▸'}</span> {name}
                <span className="dim">{t(located(crew.community) ? 'people.counts' : 'personal.counts', dutyCounts(crew.duties))}</span>
              </button>
            </h2>
            {open && <CrewTable crew={crew} zone={community?.zone ?? 'UTC'} carried={carried} now={now} label={name} />}
          </section>
        )
      })}
    </OfficePage>
  )
}
