import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { posts } from '#shared/people.ts'
import type { WorkDone } from '#shared/work-done.ts'
import { useFormat } from '../i18n/format.ts'
import { select } from '../ui/desk-state.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { figures, sorted, sumOf, type Figure, type Sums } from './span-rules.ts'

/** Each person, sorted by any figure; and what each post did together. */
export function WorkDoneTables({ rows }: { rows: readonly WorkDone[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [order, setOrder] = useState<{ by: Figure; down: boolean }>({ by: 'done', down: true })
  const worked = posts.flatMap((post) => {
    const own = rows.filter((row) => row.post === post)
    return own.length > 0 ? [{ post, people: own.length, sums: sumOf(own) }] : []
  })
  const sorter = (figure: Figure) => {
    const current = order.by === figure
    const direction = current ? (order.down ? 'down' : 'up') : null
    const name = t(`office.workDone.column.${figure}`)
    return (
      <button
        key={figure} type="button" className="sorter" data-direction={direction}
        title={figure in meanings ? t(`office.workDone.meaning.${figure as keyof typeof meanings}`) : undefined}
        aria-label={direction ? `${t('office.workDone.sort', { column: name })}${t('join.comma')}${t(`office.workDone.sorted.${direction}`)}` : t('office.workDone.sort', { column: name })}
        onClick={() => setOrder({ by: figure, down: current ? !order.down : true })}
      >
        {name} <span aria-hidden="true">{direction === 'down' ? '↓' : direction === 'up' ? '↑' : ''}</span>
      </button>
    )
  }
  return (
    <div className="work-done">
      <OfficeTable label={t('office.workDone.list')} head={[t('office.workDone.column.name'), t('office.workDone.column.post'), ...figures.map(sorter)]}>
        {sorted(rows, order.by, order.down).map((row) => (
          <tr key={row.person} data-person={row.code}>
            <th scope="row">
              <button type="button" className="link" onClick={() => select({ kind: 'person', id: row.person })}>
                {format.name(row.name)}
              </button>{' '}
              <span className="dim">{row.code}</span>
            </th>
            <td>{t(`words.post.${row.post}`)}</td>
            <Figures sums={row} />
          </tr>
        ))}
      </OfficeTable>
      <h2>{t('office.workDone.byPost')}</h2>
      <OfficeTable label={t('office.workDone.byPost')} head={[t('office.workDone.column.post'), t('office.workDone.column.people'), ...figures.map((figure) => t(`office.workDone.column.${figure}`))]}>
        {worked.map(({ post, people, sums }) => (
          <tr key={post}>
            <th scope="row">{t(`words.post.${post}`)}</th>
            <td>{people}</td>
            <Figures sums={sums} />
          </tr>
        ))}
        <tr className="work-done-sum">
          <th scope="row">{t('office.workDone.sum')}</th>
          <td>{rows.length}</td>
          <Figures sums={sumOf(rows)} />
        </tr>
      </OfficeTable>
    </div>
  )
}

const meanings = { onTime: true, rating: true, reopened: true, minutes: true }

function Figures({ sums }: { sums: Sums }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rating, rated, minutes } = sums
  const shown: Record<Figure, string | number> = {
    ...sums,
    rating: rating === null ? '–' : t('office.workDone.rated', { rating: format.number(rating), count: rated }),
    minutes: minutes === null ? '–' : minutes < 120 ? t('office.workDone.minutes', { value: Math.round(minutes) }) : t('office.workDone.hours', { value: Math.round(minutes / 6) / 10 }),
  }
  return figures.map((figure) => (
    <td key={figure} data-figure={figure} className={shown[figure] === 0 ? 'dim' : undefined}>
      {shown[figure]}
    </td>
  ))
}
