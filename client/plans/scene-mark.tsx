import type { Scene } from '#shared/plans.ts'

const shapes: Record<Scene, string> = {
  typhoon: 'M12 9.5a2.5 2.5 0 1 0 .01 0zM6.5 13c-.8-5 2.5-9 9.5-9.5M17.5 11c.8 5-2.5 9-9.5 9.5M6.5 13a5.6 5.6 0 0 0 3.5 4.2M17.5 11a5.6 5.6 0 0 0-3.5-4.2',
  'heavy-rain': 'M7 13a4 4 0 1 1 .8-7.9A5 5 0 0 1 17.5 7 3 3 0 0 1 17 13zM8 16l-1.5 4M12.5 16 11 20M17 16l-1.5 4',
  snow: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9M9.5 4.5 12 7l2.5-2.5M9.5 19.5 12 17l2.5 2.5',
  'public-health': 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
  fire: 'M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5.3 1.6 1 2.3 1.8 2.5C10.3 9 10.5 6 12 3z',
  'lift-entrapment': 'M5 3h14v18H5zM12 3v18M8 10l-1-1.5-1 1.5M16 13l1 1.5 1-1.5',
  'burst-pipe': 'M3 8h7v4H3zM14 8h7v4h-7zM12 7v2M12 14c-1.5 2-2.5 3-2.5 4.5a2.5 2.5 0 0 0 5 0c0-1.5-1-2.5-2.5-4.5z',
  'power-cut': 'M13 3 6 13h5l-1 8 7-11h-5z',
  'gas-leak': 'M8 21h8V9a4 4 0 0 0-8 0zM10 5V3h4v2M3 10c1.5-1 1.5-3 0-4M21 10c-1.5-1-1.5-3 0-4',
  intrusion: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM9 9l6 6M15 9l-6 6',
  'falling-object': 'M4 3h6v18H4zM15 4v7M12.5 9l2.5 2.5L17.5 9M13 16h5v4h-5z',
  'lost-person': 'M10 4a3 3 0 1 1-.01 6 3 3 0 0 1 .01-6zM4 20c0-4 2.5-6.5 6-6.5 1 0 2 .2 2.8.6M17.5 14.5a1.8 1.8 0 1 1 1.6 2.7c-.8.4-1.1.8-1.1 1.6M18 20.5v.5',
}

/** A plan's scene as a shape; its word stands beside it. */
export const SceneMark = ({ scene }: { scene: Scene }) => (
  <svg className="scene-mark" viewBox="0 0 24 24" width="2.1em" height="2.1em" aria-hidden="true">
    <path d={shapes[scene]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
  </svg>
)
