import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallState } from '#shared/walls.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { say, sayFailure } from '../ui/notices.ts'
import { useScopeWords } from '../ui/office-fields.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { useAgain } from './wall-list.ts'
import type { WallAct } from './wall-dialog.tsx'
import { paintingOf } from './wall-rules.ts'

export function WallRow({ wall, hands, onAct }: { wall: WallState; hands: boolean; onAct: (act: WallAct) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const scope = useScopeWords()
  return (
    <tr data-wall={wall.id}>
      <td>
        <b>{wall.name}</b>
      </td>
      <td>
        <State wall={wall} />
      </td>
      <td>
        {scope(wall.scope)}
        <div className="dim">{t(`office.walls.layout.${wall.layout}`)}</div>
      </td>
      <td>{wall.pointed ? <Pointed wall={wall} /> : <span className="dim">–</span>}</td>
      <td>{t('office.walls.by', { name: wall.pairedBy, date: format.moment(wall.pairedAt) })}</td>
      <td>{format.date(wall.expiresAt)}</td>
      <td>{hands && <Acts wall={wall} onAct={onAct} />}</td>
    </tr>
  )
}

/** Colour, shape and words only where something is wrong. */
function State({ wall }: { wall: WallState }) {
  const { t } = useTranslation()
  const format = useFormat()
  const painting = paintingOf(wall, useNow())
  if (painting.state === 'never') return <span className="dim">{t('office.walls.state.never')}</span>
  const age = format.age(painting.seconds)
  return (
    <>
      <span className="wall-state" data-state={painting.state}>
        {painting.state !== 'painting' && <SeverityMark severity="major" />}
        {painting.state === 'painting' ? t('office.walls.state.painting') : t(`office.walls.state.${painting.state}`, { age })}
      </span>
      {painting.state === 'painting' && <div className="dim">{t('office.walls.painted', { age })}</div>}
    </>
  )
}

function Pointed({ wall }: { wall: WallState }) {
  const { t } = useTranslation()
  const scope = useScopeWords()
  const { pointed } = wall
  if (!pointed) return null
  return pointed.kind === 'community' ? scope({ kind: 'community', id: pointed.id }) : t(`office.walls.target.${pointed.kind}`)
}

function Acts({ wall, onAct }: { wall: WallState; onAct: (act: WallAct) => void }) {
  const { t } = useTranslation()
  const again = useAgain()
  const reload = useCommand('wall.reload')
  const point = useCommand('wall.point')
  const failure = reload.failure ?? point.failure
  useEffect(() => {
    if (failure) sayFailure(failure)
  }, [failure])
  const told = (words: string) => (done: unknown) => {
    again()
    if (done) say(words)
  }
  const name = { name: wall.name }
  return (
    <div className="wall-acts">
      <button type="button" className="button" onClick={() => onAct('point')}>
        {t('office.walls.point')}
      </button>
      {wall.pointed && (
        <button type="button" className="button" disabled={point.busy} onClick={() => void point.run({ version: wall.version, target: null }, wall.id).then(told(t('office.walls.cleared', name)))}>
          {t('office.walls.clear')}
        </button>
      )}
      <button type="button" className="button" onClick={() => onAct('change')}>
        {t('office.walls.change')}
      </button>
      <button type="button" className="button" disabled={reload.busy} onClick={() => void reload.run({ version: wall.version }, wall.id).then(told(t('office.walls.reloaded', name)))}>
        {t('office.walls.reload')}
      </button>
      <button type="button" className="button button-danger" onClick={() => onAct('revoke')}>
        {t('office.walls.revoke')}
      </button>
    </div>
  )
}
