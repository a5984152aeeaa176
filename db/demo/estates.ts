import type { LonLat } from '#shared/geo.ts'
import type { Bilingual } from '#shared/text.ts'

/** How an estate is built: point towers, slabs with lifts, walk-ups without, low terraces. */
export type Style = 'tower' | 'slab' | 'walk-up' | 'terrace'

export type Estate = {
  code: string
  region: string
  name: Bilingual
  center: LonLat
  households: number
  style: Style
  /** Blocks between roads, west to east and south to north, and the houses in a block. */
  blocks: readonly [number, number]
  cells: readonly [number, number]
  /** Residential buildings; what is left of the grid becomes gardens. */
  houses: number
  /** Blocks kept free for the park, counted from the south-west. */
  park: readonly (readonly [number, number])[]
  /** Metres by which rows and columns bend, and degrees by which the whole estate is turned. */
  bend: readonly [number, number]
  turn: number
  /** Metres cut from the corners: south-west, south-east, north-east, north-west. */
  corners: readonly [number, number, number, number]
}

export const regionNames: Record<string, Bilingual> = {
  south: { zh: '华南区域', en: 'South China' },
  east: { zh: '华东区域', en: 'East China' },
  southwest: { zh: '西南区域', en: 'Southwest China' },
}

export const estates: readonly Estate[] = [
  {
    code: 'HLHY', region: 'south', name: { zh: '翰林花园', en: 'Hanlin Garden' }, center: [113.3418, 23.0986], households: 3412,
    style: 'slab', blocks: [3, 3], cells: [2, 2], houses: 28, park: [[1, 1]], bend: [10, 6], turn: -4, corners: [14, 18, 40, 14],
  },
  {
    code: 'ZJXA', region: 'south', name: { zh: '珠江新岸', en: 'Pearl River Shore' }, center: [113.3172, 23.1126], households: 10000,
    style: 'tower', blocks: [4, 2], cells: [2, 3], houses: 32, park: [[1, 1], [2, 0]], bend: [26, 0], turn: 7, corners: [30, 16, 16, 30],
  },
  {
    code: 'LWYY', region: 'south', name: { zh: '荔湾雅苑', en: 'Lychee Bay Court' }, center: [113.2397, 23.1189], households: 860,
    style: 'walk-up', blocks: [2, 2], cells: [2, 2], houses: 12, park: [[1, 0]], bend: [0, 4], turn: 2, corners: [8, 8, 22, 8],
  },
  {
    code: 'THJC', region: 'south', name: { zh: '天河锦城', en: 'Tianhe Brocade City' }, center: [113.3861, 23.1327], households: 5600,
    style: 'tower', blocks: [3, 2], cells: [2, 2], houses: 20, park: [[1, 0]], bend: [-14, 8], turn: -9, corners: [16, 36, 16, 16],
  },
  {
    code: 'XXWT', region: 'east', name: { zh: '西溪望庭', en: 'Xixi Vista' }, center: [120.0713, 30.2694], households: 4300,
    style: 'slab', blocks: [3, 2], cells: [2, 2], houses: 18, park: [[1, 1]], bend: [18, 0], turn: 5, corners: [14, 14, 14, 44],
  },
  {
    code: 'QTCX', region: 'east', name: { zh: '钱塘春晓', en: 'Qiantang Dawn' }, center: [120.2096, 30.2071], households: 6200,
    style: 'tower', blocks: [3, 3], cells: [2, 2], houses: 22, park: [[1, 1], [0, 2]], bend: [-20, 10], turn: -12, corners: [16, 16, 24, 24],
  },
  {
    code: 'GYJN', region: 'east', name: { zh: '桂语江南', en: 'Osmanthus Southbank' }, center: [120.1528, 30.3217], households: 1480,
    style: 'slab', blocks: [2, 2], cells: [2, 2], houses: 12, park: [[0, 1]], bend: [8, 8], turn: 3, corners: [12, 26, 12, 12],
  },
  {
    code: 'LJSJ', region: 'east', name: { zh: '龙井山居', en: 'Longjing Hillside' }, center: [120.1082, 30.2253], households: 400,
    style: 'terrace', blocks: [2, 2], cells: [2, 2], houses: 10, park: [[0, 0]], bend: [14, 14], turn: 11, corners: [20, 10, 26, 10],
  },
  {
    code: 'JJLZ', region: 'southwest', name: { zh: '锦江绿洲', en: 'Jinjiang Oasis' }, center: [104.0934, 30.6221], households: 5200,
    style: 'tower', blocks: [3, 2], cells: [2, 2], houses: 18, park: [[1, 1]], bend: [16, -8], turn: -6, corners: [34, 16, 16, 16],
  },
  {
    code: 'HHL', region: 'southwest', name: { zh: '浣花里', en: 'Huanhua Lane' }, center: [104.0361, 30.6642], households: 720,
    style: 'walk-up', blocks: [2, 2], cells: [2, 2], houses: 9, park: [[1, 1]], bend: [6, 0], turn: 8, corners: [8, 8, 8, 20],
  },
  {
    code: 'TFYT', region: 'southwest', name: { zh: '天府云庭', en: 'Tianfu Cloud Court' }, center: [104.0689, 30.5418], households: 4600,
    style: 'tower', blocks: [3, 2], cells: [2, 2], houses: 16, park: [[1, 0]], bend: [0, 12], turn: 4, corners: [16, 16, 38, 16],
  },
  {
    code: 'LHYY', region: 'southwest', name: { zh: '麓湖映月', en: 'Luhu Moonlight' }, center: [104.0852, 30.4917], households: 2300,
    style: 'slab', blocks: [2, 2], cells: [3, 2], houses: 14, park: [[0, 0]], bend: [-16, 6], turn: -8, corners: [24, 12, 12, 24],
  },
]
