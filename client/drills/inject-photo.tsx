import { PhotoInput } from '../ui/photo-input.tsx'
import { PhotoStrip } from '../ui/photo-strip.tsx'

/** The one photo of an inject; without a hand to change it, only looked at. */
export function InjectPhoto({ value, onChange }: { value: string | null | undefined; onChange?: (photo: string | null) => void }) {
  return (
    <div className="inject-photo">
      {value && <PhotoStrip photos={[{ id: value, kind: 'report' }]} {...(onChange && { onRemove: () => onChange(null) })} />}
      {!value && onChange && <PhotoInput kind="report" most={1} onPhoto={onChange} />}
    </div>
  )
}
