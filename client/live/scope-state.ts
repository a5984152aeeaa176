import { create } from 'zustand'
import type { Community } from '#shared/sites.ts'
import type { WatchScope } from '#shared/watch.ts'

/** `everything`, `region:<id>` or `community:<id>`: in the address, so that a wall can be bookmarked. */
export type ScopeKey = string

const parameter = 'scope'
const remembered = 'watchfloor.scope'

/** A bookmarked scope stays with its tab, also where a later address does not name it; another tab opens with what was last chosen. */
function fromAddress(): ScopeKey | null {
  const asked = new URLSearchParams(location.search).get(parameter)
  if (asked) sessionStorage.setItem(remembered, asked)
  return asked ?? sessionStorage.getItem(remembered) ?? localStorage.getItem(remembered)
}

export const useScope = create<{ key: ScopeKey | null }>()(() => ({ key: fromAddress() }))

export function chooseScope(key: ScopeKey): void {
  const address = new URL(location.href)
  address.searchParams.set(parameter, key)
  history.replaceState(null, '', address)
  localStorage.setItem(remembered, key)
  sessionStorage.setItem(remembered, key)
  useScope.setState({ key })
}

export type Sites = { regions: readonly { id: string }[]; communities: readonly Community[] }

/** The watch that a key means among what the person may see; null where it means nothing there. */
export function watchOf(key: ScopeKey, sites: Sites): WatchScope | null {
  const [kind, id] = key.split(':')
  if (kind === 'everything') return { kind: 'everything' }
  if (kind === 'region' && id && sites.regions.some((region) => region.id === id)) return { kind: 'region', id }
  if (kind === 'community' && id && sites.communities.some((community) => community.id === id)) return { kind: 'communities', ids: [id] }
  return null
}

/** One community for who has only one, else all of them: nothing is out of sight by default. */
export function firstScope(sites: Sites): ScopeKey | null {
  const [only, second] = sites.communities
  if (!only) return null
  return second ? 'everything' : `community:${only.id}`
}
