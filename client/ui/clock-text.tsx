import { useFormat } from '../i18n/format.ts'

/** Time since an instant, in its largest unit; the exact time on hover and for readers. */
export function Age({ at, now, zone }: { at: string | number; now: number; zone?: string | undefined }) {
  const format = useFormat()
  const start = typeof at === 'number' ? at : Date.parse(at)
  return (
    <time dateTime={new Date(start).toISOString()} title={format.moment(start, zone)}>
      {format.age((now - start) / 1000)}
    </time>
  )
}
