import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { covers } from '#shared/roles.ts'
import type { WallState, WallTarget } from '#shared/walls.ts'
import '../i18n/office.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { Asked } from '../ui/asked.tsx'
import { openDialog, useDesk, type Selected } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { useScopeWords } from '../ui/office-fields.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { useAgain, wallsQuery } from './wall-list.ts'
import './walls.css'

/** Shows what is selected at this desk on one of the walls that may show it. */
export default function ShowDialog() {
  const { t } = useTranslation()
  const selected = useDesk((desk) => desk.selected)
  const target = targetOf(selected)
  const covered = useCovered(target)
  const walls = useQuery(wallsQuery)
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('office.walls.showTitle')} size="30rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      {target ? <Asked query={walls}>{(rows) => <Choices target={target} walls={rows.filter(covered)} />}</Asked> : <p>{t('office.walls.showFirst')}</p>}
    </Modal>
  )
}

const targetOf = (selected: Selected | null): WallTarget | null => (selected && selected.kind !== 'person' && selected.kind !== 'device' ? { kind: selected.kind, id: selected.id } : null)

function useCovered(target: WallTarget | null): (wall: WallState) => boolean {
  const sites = useCatalogue()
  const picture = useLive((state) => state.picture)
  const row = target && (target.kind === 'building' ? sites.building.get(target.id) : target.kind === 'community' ? null : picture[target.kind].get(target.id))
  const community = row && sites.community.get(row.community)
  return ({ scope }) => !community || covers(scope, community)
}

function Choices({ target, walls }: { target: WallTarget; walls: readonly WallState[] }) {
  const { t } = useTranslation()
  const scope = useScopeWords()
  const again = useAgain()
  const { run, busy, failure } = useCommand('wall.point')
  if (walls.length === 0) return <p>{t('office.walls.showNone')}</p>
  const show = async (wall: WallState) => {
    const done = await run({ version: wall.version, target }, wall.id)
    again()
    if (!done) return
    say(t('office.walls.pointedNow', { name: wall.name, what: t(`office.walls.target.${target.kind}`) }))
    openDialog(null)
  }
  return (
    <>
      <ul className="wall-targets" aria-label={t('office.walls.title')}>
        {walls.map((wall) => (
          <li key={wall.id}>
            <button type="button" disabled={busy} onClick={() => void show(wall)}>
              <span className="dim one-line">{scope(wall.scope)}</span>
              <b className="one-line">{wall.name}</b>
            </button>
          </li>
        ))}
      </ul>
      <ProblemNote failure={failure} />
    </>
  )
}
