import type { ExpressionSpecification, FilterSpecification, GeoJSONSourceSpecification, StyleSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import type { Language } from '#shared/text.ts'
import { token } from '../ui/tokens.ts'
import { fontFaces, mapFont } from './fonts.ts'

/** What each source holds; every layer of the map draws from one of these. */
export const sources = ['communities', 'ground', 'buildings', 'building-names', 'routes', 'zone', 'ways', 'alarms', 'resources', 'people'] as const
export type SourceName = (typeof sources)[number]

const empty = (): GeoJSONSourceSpecification => ({ type: 'geojson', data: { type: 'FeatureCollection', features: [] }, promoteId: 'id' })

const kind = (...kinds: string[]): FilterSpecification => ['in', ['get', 'kind'], ['literal', kinds]]
const named = (language: Language): ExpressionSpecification => ['get', language]
const label = (language: Language, size: number): NonNullable<SymbolLayerSpecification['layout']> => ({
  'text-field': named(language), 'text-font': [mapFont], 'text-size': size, 'text-max-width': 8, 'text-letter-spacing': 0.02,
})

/** Layers whose words follow the language. */
export const worded = ['community-names', 'building-names', 'feature-names', 'people-names', 'resource-marks'] as const

/**
 * The whole map as a style. `unit` is a rem in pixels: the map's words grow with the wall.
 * No tiles and no glyph server: all shapes come from the site's own data, all letters from the page's own fonts.
 */
export function styleFor(language: Language, unit: number): StyleSpecification {
  const heat: ExpressionSpecification = [
    'match', ['coalesce', ['feature-state', 'heat'], 0],
    1, token('--heat-1'), 2, token('--heat-2'), 3, token('--heat-3'), 4, token('--heat-4'), token('--heat-0'),
  ]
  const hot: ExpressionSpecification = ['>=', ['coalesce', ['feature-state', 'heat'], 0], 3]
  const chosen: ExpressionSpecification = ['boolean', ['feature-state', 'chosen'], false]
  const hovered: ExpressionSpecification = ['boolean', ['feature-state', 'hovered'], false]
  return {
    version: 8,
    'font-faces': fontFaces(),
    sources: Object.fromEntries(sources.map((name) => [name, empty()])),
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': token('--map-ground') } },
      { id: 'boundary', type: 'line', source: 'ground', filter: kind('boundary'), paint: { 'line-color': token('--map-boundary'), 'line-width': 2 } },
      { id: 'green', type: 'fill', source: 'ground', filter: kind('green'), paint: { 'fill-color': token('--map-green') } },
      { id: 'water', type: 'fill', source: 'ground', filter: kind('water'), paint: { 'fill-color': token('--map-water') } },
      { id: 'parking', type: 'fill', source: 'ground', filter: kind('parking'), paint: { 'fill-color': token('--map-path') } },
      {
        id: 'paths', type: 'line', source: 'ground', filter: kind('path'), layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': token('--map-path'), 'line-width': ['interpolate', ['exponential', 2], ['zoom'], 14, 1, 18, 6, 20, 20] },
      },
      {
        id: 'roads', type: 'line', source: 'ground', filter: kind('road'), layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': token('--map-road'), 'line-width': ['interpolate', ['exponential', 2], ['zoom'], 14, 2, 18, 16, 20, 60] },
      },
      {
        id: 'building-shadows', type: 'fill', source: 'buildings',
        paint: { 'fill-color': token('--map-shadow'), 'fill-translate': [unit * 0.12, unit * 0.3], 'fill-translate-anchor': 'viewport' },
      },
      { id: 'buildings', type: 'fill', source: 'buildings', paint: { 'fill-color': heat, 'fill-color-transition': { duration: 600, delay: 0 } } },
      {
        id: 'building-edges', type: 'line', source: 'buildings',
        paint: {
          'line-color': ['case', chosen, token('--selection'), hovered, token('--dim'), token('--map-edge')],
          'line-width': ['case', chosen, 3, hovered, 2, 1],
        },
      },
      {
        id: 'routes', type: 'line', source: 'routes', layout: { 'line-join': 'round' },
        paint: { 'line-color': token('--dim'), 'line-width': 1.5, 'line-dasharray': [2, 3], 'line-opacity': ['case', ['==', ['get', 'walking'], true], 0.55, 0.2] },
      },
      { id: 'zone-fill', type: 'fill', source: 'zone', paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.07 } },
      { id: 'zone-ring', type: 'line', source: 'zone', paint: { 'line-color': ['get', 'colour'], 'line-width': 2, 'line-opacity': 0.85 } },
      { id: 'ways', type: 'line', source: 'ways', layout: { 'line-cap': 'round' }, paint: { 'line-color': token('--map-busy'), 'line-width': 2, 'line-opacity': 0.7 } },
      {
        id: 'feature-marks', type: 'symbol', source: 'ground', minzoom: 15, filter: kind('gate', 'hydrant', 'valve', 'equipment-room'),
        layout: { 'icon-image': ['concat', 'site-', ['get', 'kind']], 'icon-size': 1, 'icon-allow-overlap': false },
      },
      {
        id: 'feature-names', type: 'symbol', source: 'ground', minzoom: 16, filter: kind('gate', 'equipment-room', 'green', 'water'),
        layout: { ...label(language, unit * 0.72), 'text-anchor': 'top', 'text-offset': [0, 0.7], 'text-optional': true },
        paint: { 'text-color': token('--normal'), 'text-halo-color': token('--map-ground'), 'text-halo-width': 1 },
      },
      // Names give way to names that come later; those of people try every side of their dot first.
      {
        id: 'people-names', type: 'symbol', source: 'people', minzoom: 14.5,
        layout: {
          ...label(language, unit * 0.78), 'text-max-width': 20, 'text-padding': 3, 'text-justify': 'auto',
          'text-variable-anchor': ['left', 'right', 'top', 'bottom', 'top-left', 'bottom-left', 'top-right', 'bottom-right'], 'text-radial-offset': 0.75,
          'symbol-sort-key': ['case', ['==', ['get', 'chosen'], true], 0, ['match', ['get', 'look'], 'busy', 1, 'old', 3, 2]],
        },
        paint: { 'text-color': ['match', ['get', 'look'], 'busy', token('--map-busy'), 'old', token('--dim'), token('--text')], 'text-halo-color': token('--map-ground'), 'text-halo-width': 1.5 },
      },
      {
        id: 'building-names', type: 'symbol', source: 'building-names', minzoom: 14.5,
        layout: { ...label(language, unit * 0.82), 'symbol-sort-key': ['-', 0, ['get', 'households']] },
        paint: { 'text-color': ['case', hot, token('--map-label-hot'), token('--map-label')], 'text-halo-color': ['case', hot, 'transparent', token('--map-shadow')], 'text-halo-width': 1, 'text-halo-blur': 0.5 },
      },
      { id: 'resource-marks', type: 'symbol', source: 'resources', layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, ...label(language, unit * 0.8), 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-optional': true }, paint: { 'text-color': token('--text'), 'text-halo-color': token('--map-ground'), 'text-halo-width': 1.5 } },
      {
        id: 'communities', type: 'circle', source: 'communities',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'households']], 10, unit * 0.35, 100, unit * 0.95],
          'circle-color': token('--heat-0'), 'circle-stroke-width': ['case', hovered, 2.5, 1.5], 'circle-stroke-color': ['coalesce', ['get', 'colour'], token('--map-edge')],
        },
      },
      {
        id: 'community-names', type: 'symbol', source: 'communities',
        layout: { ...label(language, unit * 0.95), 'text-max-width': 14, 'text-anchor': 'top', 'text-offset': [0, 1.1], 'symbol-sort-key': ['-', 0, ['get', 'households']] },
        paint: { 'text-color': token('--text'), 'text-halo-color': token('--map-ground'), 'text-halo-width': 1.5 },
      },
      {
        id: 'people', type: 'circle', source: 'people',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 14.5, ['case', ['==', ['get', 'chosen'], true], unit * 0.4, unit * 0.2], 16.5, ['case', ['==', ['get', 'chosen'], true], unit * 0.5, unit * 0.34]],
          'circle-color': ['match', ['get', 'look'], 'busy', token('--map-busy'), 'old', token('--stale'), token('--map-person')],
          'circle-stroke-width': ['case', ['==', ['get', 'chosen'], true], 3, 2],
          'circle-stroke-color': ['case', ['==', ['get', 'chosen'], true], token('--selection'), token('--map-ground')],
        },
      },
      {
        id: 'alarm-rings', type: 'circle', source: 'alarms', filter: ['==', ['get', 'icon'], 'alarm-critical-open'],
        paint: { 'circle-radius': unit * 2, 'circle-color': token('--critical'), 'circle-opacity': 0.12, 'circle-stroke-width': 2, 'circle-stroke-color': token('--critical'), 'circle-stroke-opacity': 0.8 },
      },
      { id: 'alarms', type: 'symbol', source: 'alarms', layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'symbol-sort-key': ['get', 'rank'] } },
    ],
  }
}
