import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Map as MapLibre, PaddingOptions } from 'maplibre-gl'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { probeMap } from '../live/probe.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useDisplay } from '../ui/display-state.ts'
import { useRem } from '../ui/rem.ts'
import { AlarmsLayer } from './alarms-layer.tsx'
import { AreaLayer } from './area-layer.tsx'
import { CameraLayer } from './camera-layer.tsx'
import { ChoiceLayer } from './choice-layer.tsx'
import { CommunitiesLayer } from './communities-layer.tsx'
import { DropLayer } from './drop-layer.tsx'
import { HeatLayer } from './heat-layer.tsx'
import { resolveIcons } from './icons.ts'
import { MapContext, onRestored } from './map-context.ts'
import { maplibregl } from './maplibre.ts'
import { PlacingContext, usePlacing } from './placing.ts'
import { PeopleLayer } from './people-layer.tsx'
import { PointerLayer } from './pointer-layer.tsx'
import { SitesLayer } from './sites-layer.tsx'
import { styleFor, worded } from './style.ts'
import './map.css'

const PlanLayer = lazy(() => import('./plan-layer.tsx'))

/** An 8K wall is blurred below this. */
const largestCanvas: [number, number] = [8192, 8192]

/** The ground of the wall. `padding` is what panels cover, in pixels. */
export default function SiteMap({ padding }: { padding: PaddingOptions }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const theme = useDisplay((display) => display.theme)
  const unit = useRem()
  const placing = usePlacing(useCatalogue())
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | null>(null)
  const [failed, setFailed] = useState(false)
  const planned = useLive((state) => state.picture.activation.size > 0)
  const spoken = useRef(language)
  spoken.current = language

  useEffect(() => {
    if (!box.current) return
    const { dataset } = document.documentElement
    let made: MapLibre
    try {
      made = new maplibregl.Map({ container: box.current, style: styleFor(spoken.current, unit), center: [108, 31], zoom: 4, attributionControl: false, maxCanvasSize: largestCanvas, dragRotate: false, pitchWithRotate: false, fadeDuration: 0, keyboard: false, renderWorldCopies: false })
    } catch {
      setFailed(true)
      return
    }
    dataset.map = 'loading'
    made.touchZoomRotate.disableRotation()
    resolveIcons(made, unit)
    made.once('load', () => setMap(made))
    made.once('idle', () => (dataset.map = 'ready'))
    made.on('webglcontextlost', () => (dataset.map = 'lost'))
    made.on('webglcontextrestored', () => made.once('idle', () => (dataset.map = 'ready')))
    probeMap(made)
    return () => {
      probeMap(null)
      setMap(null)
      made.remove()
    }
    // A changed theme or size of letters is a new style; a language only changes which words are shown.
  }, [unit, theme])

  useEffect(() => {
    if (!map) return
    const word = () => {
      if (map.getSource('communities')) for (const layer of worded) map.setLayoutProperty(layer, 'text-field', ['get', language])
    }
    word()
    return onRestored(map, word)
  }, [map, language])

  return (
    <div className="map" role="region" aria-label={t('map.label')}>
      <div ref={box} className="map-canvas" />
      {failed && <p className="map-note">{t('state.mapFailed')}</p>}
      {map && (
        <MapContext value={map}>
          <PlacingContext value={placing}>
          <SitesLayer />
          <HeatLayer />
          <CommunitiesLayer />
          {planned && (
            <Suspense fallback={null}>
              <PlanLayer />
            </Suspense>
          )}
          <AlarmsLayer />
          <PeopleLayer />
          <ChoiceLayer />
          <PointerLayer />
          <DropLayer />
          <AreaLayer />
          <CameraLayer padding={padding} />
          </PlacingContext>
        </MapContext>
      )}
    </div>
  )
}
