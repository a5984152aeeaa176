import { Popover } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedFilter } from '#shared/filters.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { askedOf, filterOf, isFiltered } from './board-filter-rules.ts'
import { setFilter, useBoard } from './board-state.ts'

/** Filters that their reader keeps under names: theirs alone, on any screen. */
export function SavedFilters() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const filter = useBoard((board) => board.filter)
  const query = useQuery({ queryKey: ['filters'], queryFn: () => ask('filters') })
  const save = useCommand('filter.save')
  const drop = useCommand('filter.drop')
  const again = () => queries.invalidateQueries({ queryKey: ['filters'] })
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save.run({ name: name.trim(), filter: askedOf(filter, null) }))) return
    setName('')
    say(t('office.board.saved.kept'))
    await again()
  }
  const apply = (saved: SavedFilter) => {
    setFilter(filterOf(saved.filter))
    setOpen(false)
  }
  const remove = async (saved: SavedFilter) => {
    if (await drop.run({ version: saved.version }, saved.id)) await again()
  }
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" width="20rem" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="button" aria-expanded={open} data-testid="saved-filters" onClick={() => setOpen(!open)}>
          {t('office.board.saved.title')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="board-saved">
          <Asked query={query}>
            {(list) =>
              list.length === 0 ? (
                <p className="dim">{t('office.board.saved.none')}</p>
              ) : (
                <ul>
                  {list.map((saved) => (
                    <li key={saved.id}>
                      <button type="button" className="button button-bare one-line" data-filter={saved.name} onClick={() => apply(saved)}>
                        {saved.name}
                      </button>
                      <button type="button" className="button button-bare" disabled={drop.busy} aria-label={t('office.board.saved.drop', { name: saved.name })} onClick={() => void remove(saved)}>
                        <span aria-hidden="true">✕</span>
                      </button>
                    </li>
                  ))}
                </ul>
              )
            }
          </Asked>
          {(isFiltered(filter) || filter.view !== 'open') && (
            <form onSubmit={(event) => void keep(event)}>
              <input value={name} onChange={(event) => setName(event.target.value)} placeholder={t('office.board.saved.name')} aria-label={t('office.board.saved.name')} maxLength={60} />
              <button type="submit" className="button button-next" disabled={save.busy || name.trim() === ''}>
                {t('office.board.saved.save')}
              </button>
            </form>
          )}
          <ProblemNote failure={save.failure ?? drop.failure} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
