import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'

/** Somebody signs with a finger. `onSigned` gets the picture after each stroke, and null when they start over. */
export function SignaturePad({ onSigned }: { onSigned: (picture: Blob | null) => void }) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<[number, number] | null>(null)
  const [signed, setSigned] = useState(false)

  const wipe = () => {
    const { current } = canvas
    const paper = current?.getContext('2d')
    if (!current || !paper) return
    current.width = current.clientWidth * 2
    current.height = current.clientHeight * 2
    paper.fillStyle = 'white'
    paper.fillRect(0, 0, current.width, current.height)
  }
  useEffect(wipe, [])

  const at = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent): [number, number] => [offsetX * 2, offsetY * 2]
  const stroke = (event: PointerEvent, from: [number, number]) => {
    const paper = canvas.current?.getContext('2d')
    const to = at(event)
    if (!paper) return
    Object.assign(paper, { lineWidth: 5, lineCap: 'round', lineJoin: 'round', strokeStyle: 'black' })
    paper.beginPath()
    paper.moveTo(...from)
    paper.lineTo(...to)
    paper.stroke()
    last.current = to
  }
  const begin = (event: PointerEvent) => {
    canvas.current?.setPointerCapture(event.pointerId)
    stroke(event, at(event))
  }
  const end = () => {
    if (!last.current) return
    last.current = null
    setSigned(true)
    canvas.current?.toBlob(onSigned, 'image/png')
  }
  const again = () => {
    wipe()
    setSigned(false)
    onSigned(null)
  }
  return (
    <div className="field-signature">
      <canvas ref={canvas} role="img" aria-label={t(signed ? 'field.finish.signed' : 'field.finish.signHere')} onPointerDown={begin} onPointerMove={(event) => last.current && stroke(event, last.current)} onPointerUp={end} onPointerCancel={end} />
      {signed ? (
        <button type="button" className="field-small" onClick={again}>
          {t('field.finish.clear')}
        </button>
      ) : (
        <p className="dim">{t('field.finish.signHere')}</p>
      )}
    </div>
  )
}
