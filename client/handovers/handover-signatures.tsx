import { useTranslation } from 'react-i18next'
import type { NamedHandover } from '#shared/handovers.ts'
import { useFormat } from '../i18n/format.ts'
import { Facts } from '../ui/sheet.tsx'

/** Who goes and who comes by the roster, and who signed. */
export function HandoverSignatures({ handover, zone }: { handover: NamedHandover; zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const side = (signature: NamedHandover['given'], name: NamedHandover['outgoingName']) => {
    const roster = name ? format.name(name) : t('office.handovers.nobody')
    if (!signature) return `${roster}${t('join.dot')}${t('office.handovers.unsigned')}`
    const signed = t('office.handovers.signed', { name: signature.name, time: format.time(signature.at, zone) })
    const same = name && (name.zh === signature.name || name.en === signature.name)
    return same ? signed : `${signed}${t('join.dot')}${t('office.handovers.other', { name: roster })}`
  }
  return (
    <>
      <Facts
        rows={[
          [t('office.handovers.sides.give'), side(handover.given, handover.outgoingName)],
          [t('office.handovers.sides.take'), side(handover.taken, handover.incomingName)],
        ]}
      />
      {handover.taken && !handover.given && <p className="soon">{t('office.handovers.absentGiver')}</p>}
    </>
  )
}
