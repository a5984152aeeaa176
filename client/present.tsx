import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { io, type Socket } from 'socket.io-client'
import type { ClientEvents, ServerEvents } from '#shared/watch.ts'
import { watchActivity } from './live/activity.ts'
import { part } from './live/parting.ts'
import { waitBefore } from './live/reconnect-rules.ts'
import { meQuery } from './live/session.ts'

/** On pages that watch nothing: a line that says that somebody is there, and hears when the sign-in is over or its rights change. */
export default function Present() {
  const client = useQueryClient()
  useEffect(() => openLine(() => void client.refetchQueries({ queryKey: meQuery.queryKey })), [client])
  return null
}

function openLine(rightsChanged: () => void): () => void {
  const socket: Socket<ServerEvents, ClientEvents> = io({ transports: ['websocket'], reconnection: false })
  let returning: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  const comeBack = () => {
    attempt += 1
    clearTimeout(returning)
    returning = setTimeout(() => socket.connect(), waitBefore(attempt, Math.random()))
  }
  socket.on('connect', () => {
    attempt = 0
    part(null)
  })
  socket.on('disconnect', comeBack)
  socket.on('connect_error', (error) => {
    if (/sign-in-needed|second-factor-needed/.test(error.message)) rightsChanged()
    comeBack()
  })
  socket.on('bye', (why) => {
    if (why !== 'signed-out' && why !== 'idle' && why !== 'rights-changed') return
    part(why)
    rightsChanged()
  })
  const forget = watchActivity(() => {
    if (socket.connected) socket.volatile.emit('active')
    return socket.connected
  })
  return () => {
    forget()
    clearTimeout(returning)
    socket.off('disconnect', comeBack)
    socket.disconnect()
  }
}
