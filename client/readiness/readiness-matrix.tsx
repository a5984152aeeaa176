import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scene } from '#shared/plans.ts'
import type { Readiness } from '#shared/readiness.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { useWatched } from '../live/own-communities.ts'
import { PercentMark } from '../ui/percent-mark.tsx'
import { matrixOf, type ReadyRow } from './readiness-matrix-rules.ts'

/** Rows shown at once: whoever looks for the least ready finds them at the top. */
const atOnce = 60

type Opened = (cell: readonly Readiness[]) => void

/** Communities and scenes, the least ready above; each figure opens its reasons. On a phone each community is a card. */
export function ReadinessMatrix({ all, onOpen }: { all: readonly Readiness[]; onOpen: Opened }) {
  const { t } = useTranslation()
  const [shown, show] = useState(atOnce)
  const { scenes, rows } = matrixOf(all)
  return (
    <>
      <div className="office-scroll readiness-scroll" tabIndex={0} role="region" aria-label={t('office.readiness.title')}>
        <table className="readiness-matrix">
          <thead>
            <tr>
              <th scope="col">{t('office.readiness.community')}</th>
              {scenes.map((scene) => (
                <th key={scene} scope="col">
                  {t(`words.scene.${scene}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <Row key={row.community} row={row} scenes={scenes} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <button type="button" className="button readiness-more" onClick={() => show(shown + atOnce)}>
          {t('office.readiness.more', { count: rows.length - shown })}
        </button>
      )}
    </>
  )
}

function Row({ row: { community, of }, scenes, onOpen }: { row: ReadyRow; scenes: readonly Scene[]; onOpen: Opened }) {
  const { t } = useTranslation()
  const name = useCommunityName()(community)
  return (
    <tr data-community={community}>
      <th scope="row">{name}</th>
      {scenes.map((scene) => {
        const cell = of.get(scene)
        return (
          <td key={scene} data-scene={scene}>
            {cell && (
              <button type="button" className="readiness-cell" aria-haspopup="dialog" onClick={() => onOpen(cell)}>
                <span className="readiness-where">
                  <span className="unseen">{name} </span>
                  {t(`words.scene.${scene}`)}
                </span>
                <PercentMark percent={cell[0].percent} />
              </button>
            )}
          </td>
        )
      })}
    </tr>
  )
}

/** The name of a community that this person sees. */
export function useCommunityName(): (community: string) => string {
  const format = useFormat()
  const { communities } = useWatched(sees.readiness)
  return (community) => {
    const row = communities.find(({ id }) => id === community)
    return row ? format.name(row.name) : '–'
  }
}
