import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { openLink } from './link.ts'
import { startProbe } from './probe.ts'
import { chooseScope, firstScope, useScope, watchOf } from './scope-state.ts'
import { meQuery } from './session.ts'

/** Keeps one watch open for the chosen scope; returns how to try again at once. */
export function useScopeLink(): () => void {
  const me = useQuery(meQuery)
  const key = useScope((scope) => scope.key)
  const retry = useRef<() => void>(() => undefined)
  const sites = me.data
  const scope = useMemo(() => (sites && key ? watchOf(key, sites) : null), [sites, key])
  const { refetch } = me

  useEffect(startProbe, [])
  useEffect(() => {
    if (!sites || scope) return
    const first = firstScope(sites)
    if (first && first !== key) chooseScope(first)
  }, [sites, scope, key])

  const wanted = scope && JSON.stringify(scope)
  useEffect(() => {
    if (!wanted) return
    const link = openLink(JSON.parse(wanted), { rightsChanged: () => void refetch() })
    retry.current = link.retry
    return link.stop
  }, [wanted, refetch])
  return () => retry.current()
}
